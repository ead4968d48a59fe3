using System.Threading.Channels;
using DeployCrew.Infra.Bundles;
using DeployCrew.Reports;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace DeployCrew.Mcp.Calls;

/// <summary>Tells a client how far a call is, one notification after the other and all of them before the answer; a client that gave no token is told nothing.</summary>
internal sealed class ProgressFeed : IProgress<string>, IAsyncDisposable
{
    private const int Longest = 500;
    private readonly Channel<string> said = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task sending;

    public ProgressFeed(McpServer server, ProgressToken? token, Concealment concealment, CancellationToken cancelled) =>
        sending = token is { } wanted ? SendAsync(server, wanted, concealment, cancelled) : Task.CompletedTask;

    public void Report(string value) => said.Writer.TryWrite(value);

    public async ValueTask DisposeAsync()
    {
        said.Writer.TryComplete();
        await sending;
    }

    private async Task SendAsync(McpServer server, ProgressToken token, Concealment concealment, CancellationToken cancelled)
    {
        var count = 0;
        try
        {
            await foreach (var text in said.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (cancelled.IsCancellationRequested)
                    continue; // who has cancelled knows the token no more
                var shown = VisibleText.Of(concealment.In(text));
                var value = new ProgressNotificationValue { Progress = ++count, Message = shown.Length > Longest ? shown[..Longest] + "…" : shown };
                await server.NotifyProgressAsync(token, value, cancellationToken: CancellationToken.None);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Who asked is not there any more; the call ends by its own token.
        }
    }
}

using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>What is under way when a version goes: a WebSocket and a download of five seconds.</summary>
internal sealed class OpenConnections : IDisposable
{
    private const int Lines = 50;

    private readonly ClientWebSocket socket = new();
    private readonly Task<string> download;
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));

    private OpenConnections(HttpClient client) => download = client.GetStringAsync($"/drip?lines={Lines}&ms=100", limit.Token);

    /// <summary>Opens both, and waits until the WebSocket answers.</summary>
    public static async Task<OpenConnections> OpenAsync(TestService service)
    {
        var opened = new OpenConnections(service.Client);
        opened.socket.Options.HttpVersion = HttpVersion.Version11;
        await opened.socket.ConnectAsync(new Uri(service.Url.OriginalString.Replace("https", "wss", StringComparison.Ordinal) + "/socket"), service.Client, opened.limit.Token);
        await opened.EchoAsync("before");
        return opened;
    }

    /// <summary>The WebSocket still answers and ends in order; the download comes to its end, of one version.</summary>
    public async Task CompleteAsync(string version)
    {
        await EchoAsync("after");
        Assert.Equal(Lines, (await download).Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line == version));
        await EchoAsync("at the end");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", limit.Token);
        Assert.Equal("bye", socket.CloseStatusDescription);
    }

    public void Dispose()
    {
        socket.Dispose();
        limit.Dispose();
    }

    private async Task EchoAsync(string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit.Token);
        var buffer = new byte[64];
        var got = await socket.ReceiveAsync(buffer, limit.Token);
        Assert.Equal(text, Encoding.UTF8.GetString(buffer, 0, got.Count));
    }
}

using System.Collections.Concurrent;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>A client that asks all the time, whatever it is answered, and counts the answers by status.</summary>
internal sealed class CountingLoad : IAsyncDisposable
{
    private readonly HttpClient client;
    private readonly string url;
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentDictionary<int, int> answers = new();
    private readonly Task loop;

    public CountingLoad(string url, string authority)
    {
        this.url = url;
        client = Endpoint.Trusting(authority);
        loop = Task.Run(LoopAsync);
    }

    public async Task<IReadOnlyDictionary<int, int>> EndAsync()
    {
        await over.CancelAsync();
        await loop;
        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await loop;
        client.Dispose();
        over.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!over.IsCancellationRequested)
        {
            using var answer = await client.GetAsync(url);
            answers.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
            await Task.Delay(10);
        }
    }
}

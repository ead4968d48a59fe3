using System.Collections.Concurrent;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>A client that asks all the time, and keeps what it was told. What its question throws comes out at its end.</summary>
internal sealed class SteadyLoad<T> : IAsyncDisposable
{
    private readonly HttpClient client;
    private readonly Func<HttpClient, Task<T>> ask;
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentBag<T> answers = [];
    private readonly Task loop;

    public SteadyLoad(string authority, Func<HttpClient, Task<T>> ask)
    {
        this.ask = ask;
        client = Endpoint.Trusting(authority);
        loop = Task.Run(LoopAsync);
    }

    public Task<T> AskAsync() => ask(client);

    public async Task<IReadOnlyCollection<T>> EndAsync()
    {
        await over.CancelAsync();
        await loop; // a request that had failed would throw here
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
            answers.Add(await AskAsync());
            await Task.Delay(10);
        }
    }
}

using System.Collections.Concurrent;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>Requests one after another, as a user would send them, until it is stopped.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<string> answers = new();
    private readonly HttpClient client;
    private readonly Task sending;

    public Traffic(HttpClient client)
    {
        this.client = client;
        sending = Task.Run(SendAsync);
    }

    /// <summary>What was answered so far: the body, or what went wrong.</summary>
    public IReadOnlyCollection<string> Answers => answers;

    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await stopping.CancelAsync();
        await sending;
        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private async Task SendAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.GetAsync("/");
                answers.Enqueue(answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : $"HTTP {(int)answer.StatusCode}");
            }
            catch (HttpRequestException error)
            {
                answers.Enqueue(error.Message);
            }
        }
    }
}

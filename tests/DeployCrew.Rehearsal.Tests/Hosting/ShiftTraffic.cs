using System.Collections.Concurrent;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>Steady requests of several clients, each with the weight that held while it was answered.</summary>
internal sealed class ShiftTraffic : IAsyncDisposable
{
    private const int Clients = 4;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<(double? Weight, string Body)> answers = new();
    private readonly HttpClient client;
    private readonly Func<double> weight;
    private readonly Task sending;

    /// <param name="client">Who asks.</param>
    /// <param name="weight">Percent that the new revision is to get now.</param>
    public ShiftTraffic(HttpClient client, Func<double> weight)
    {
        this.client = client;
        this.weight = weight;
        sending = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(SendAsync)));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    /// <summary>Every answer: the body, or what went wrong.</summary>
    public async Task<IReadOnlyList<string>> StopAsync()
    {
        await stopping.CancelAsync();
        await sending;
        return [.. answers.Select(answer => answer.Body)];
    }

    /// <summary>Answers, and those of one version, by the weight that held before and after the request.</summary>
    public IReadOnlyDictionary<double, (int All, int Of)> Shares(string version) => answers.Where(answer => answer.Weight is not null).GroupBy(answer => answer.Weight!.Value)
        .ToDictionary(group => group.Key, group => (group.Count(), group.Count(answer => answer.Body == version)));

    private async Task SendAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var before = weight();
            var body = await AskAsync();
            answers.Enqueue((weight() == before ? before : null, body));
            await Task.Delay(2); // the machine has something else to do as well
        }
    }

    private async Task<string> AskAsync()
    {
        try
        {
            using var answer = await client.GetAsync("/");
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : $"HTTP {(int)answer.StatusCode}";
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return error.Message;
        }
    }
}

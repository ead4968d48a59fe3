using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>
/// A load of many clients that together send 1,200 requests a second, or as many as the machine can, and what production traffic was to be meanwhile.
/// </summary>
internal sealed class ShiftTraffic : IAsyncDisposable
{
    private const int Clients = 24;
    private const int RequestsPerSecond = 1200;

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<Answer> answers = new();
    private readonly List<Sample> samples = [];
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly HttpClient client;
    private readonly Func<double> weight;
    private readonly Task sending;

    /// <param name="client">Who asks.</param>
    /// <param name="weight">Percent that the new revision is to get now.</param>
    public ShiftTraffic(HttpClient client, Func<double> weight)
    {
        this.client = client;
        this.weight = weight;
        sending = Task.WhenAll([Task.Run(SampleAsync), .. Enumerable.Range(0, Clients).Select(number => Task.Run(() => SendAsync(number)))]);
    }

    /// <summary>How many requests were answered so far.</summary>
    public int Count => answers.Count;

    /// <summary>The last answer, or what went wrong.</summary>
    public string? Last => answers.LastOrDefault()?.Body;

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

    /// <summary>Requests per second over the whole time.</summary>
    public double Rate => answers.Count / (Math.Max(1, answers.Max(answer => answer.Ended) - started) / (double)Stopwatch.Frequency);

    /// <summary>Answers, and those of one version, by the weight that held before and after the request.</summary>
    public IReadOnlyDictionary<double, (int All, int Of)> Shares(string version) => answers
        .Select(answer => (answer.Body, Weight: WeightOf(answer))).Where(answer => answer.Weight is not null).GroupBy(answer => answer.Weight!.Value)
        .ToDictionary(group => group.Key, group => (group.Count(), group.Count(answer => answer.Body == version)));

    // The last sample before it and the first one after it have to agree.
    private double? WeightOf(Answer answer)
    {
        var before = samples.FindLastIndex(sample => sample.Ended <= answer.Began);
        var after = before < 0 ? -1 : samples.FindIndex(before, sample => sample.Began >= answer.Ended);
        return after >= 0 && samples[after].Weight == samples[before].Weight ? samples[before].Weight : null;
    }

    private async Task SampleAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            var found = weight();
            samples.Add(new Sample(began, Stopwatch.GetTimestamp(), found));
            await Task.Delay(5);
        }
    }

    // Each client has its own times to ask at; one that comes late asks at once.
    private async Task SendAsync(int number)
    {
        for (var turn = 0; !stopping.IsCancellationRequested; turn++)
        {
            var wait = TimeSpan.FromSeconds((number + (turn * (double)Clients)) / RequestsPerSecond) - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            var began = Stopwatch.GetTimestamp();
            var body = await AskAsync();
            answers.Enqueue(new Answer(began, Stopwatch.GetTimestamp(), body));
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

    private sealed record Answer(long Began, long Ended, string Body);

    private readonly record struct Sample(long Began, long Ended, double Weight);
}

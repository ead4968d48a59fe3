using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using DeployCrew.Core.Runs;
using DeployCrew.Postgres;
using DeployCrew.Testing;

namespace DeployCrew.Web.Tests.Teams;

/// <summary>A team under load, while its workers are killed: fifty runs at once over PostgreSQL, four workers, five hundred open streams.</summary>
[Trait("Category", "real")]
public sealed class TeamLoadTests
{
    private const int Runs = 50;
    private const int Workers = 4;
    private const int StreamsPerRun = 10;
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(5);

    [RealFact(TeamDatabase.Variable)]
    public async Task Team_WorkersAreKilledAllTheTime_EveryRunEndsRightOnceAndEveryStreamTellsAllOfIt()
    {
        await using var team = await ServedTeam.StartAsync();
        var (database, http) = (team.Database, team.Http);
        using var crew = new KilledWorkers(database, Workers);
        var started = Stopwatch.StartNew();

        var runs = new List<string>();
        for (var number = 0; number < Runs; number++)
            runs.Add(await team.StartAsync(IsBroken(number) ? "broken-health" : "hello-static", $"load{number:00}"));
        var streams = runs.SelectMany(run => Enumerable.Range(0, StreamsPerRun).Select(_ => Task.Run(() => FollowAsync(http, run)))).ToList();
        using var over = new CancellationTokenSource();
        var (killing, looking) = (crew.KillAsync(BetweenKills, over.Token), LookAsync(http, runs, over.Token));
        var told = await Task.WhenAll(streams).WaitAsync(TimeSpan.FromMinutes(15));
        await over.CancelAsync();
        await killing;
        var looks = await looking;

        var journals = new PostgresJournals(database.Database, TimeProvider.System);
        var delays = new List<double>();
        for (var number = 0; number < Runs; number++)
        {
            var entries = await journals.ReadAsync(runs[number], 0, CancellationToken.None);
            HoldsOneRun(entries, IsBroken(number));
            foreach (var stream in told.Skip(number * StreamsPerRun).Take(StreamsPerRun))
            {
                Assert.Equal(stream.Select(one => one.Id).Order(), stream.Select(one => one.Id));
                Assert.Equal(entries.Where(entry => entry.Kind is JournalKinds.StageStarted or JournalKinds.StageEnded or JournalKinds.Progress).Select(entry => entry.Sequence),
                    stream.Where(one => one.Kind is JournalKinds.StageStarted or JournalKinds.StageEnded or JournalKinds.Progress).Select(one => one.Id));
                delays.AddRange(stream.Select(one => one.Delay));
            }
        }

        HoldsOneDeploymentEach(database);
        Assert.True(crew.Killed > 3, $"{crew.Killed} were killed");
        await RecordAsync(
            $"{Runs} runs, {Workers} workers, one killed every {BetweenKills.TotalSeconds:0} s: {crew.Killed} killed, {await TakeoversAsync(database)} takeovers, all in {started.Elapsed.TotalSeconds:0} s",
            $"{told.Length} streams, {told.Sum(stream => stream.Count)} events: from the journal's time to the stream p50 {Quantile(delays, .5):0} ms, p95 {Quantile(delays, .95):0} ms",
            $"GET of a run meanwhile: {looks.Count}, p50 {Quantile(looks, .5):0} ms, p95 {Quantile(looks, .95):0} ms",
            $"memory of the page at the most: {team.Server.PeakMemory:0} MiB");
    }

    private static bool IsBroken(int number) => number % 10 == 9;

    private static async Task<IReadOnlyList<(long Id, string Kind, double Delay)>> FollowAsync(HttpClient http, string run)
    {
        using var answer = await http.GetAsync($"api/v1/runs/{run}/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        var events = new List<(long, string, double)>();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            var at = DateTimeOffset.Parse(JsonNode.Parse(item.Data)!["at"]!.ToString(), CultureInfo.InvariantCulture);
            events.Add((long.Parse(item.EventId!, CultureInfo.InvariantCulture), item.EventType, (TimeProvider.System.GetUtcNow() - at).TotalMilliseconds));
            if (item.EventType == JournalKinds.RunEnded)
                break;
        }

        return events;
    }

    private static async Task<IReadOnlyList<double>> LookAsync(HttpClient http, IReadOnlyList<string> runs, CancellationToken over)
    {
        var times = new List<double>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; !over.IsCancellationRequested; look++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync($"api/v1/runs/{runs[look % runs.Count]}", CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        return times;
    }

    // No entry is missing, none is there twice; no stage is done twice; the verdict is the app's.
    private static void HoldsOneRun(IReadOnlyList<JournalEntry> entries, bool broken)
    {
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(number => (long)number), entries.Select(entry => entry.Sequence));
        Assert.Single(entries, entry => entry.Kind == JournalKinds.RunEnded);
        Assert.Equal(JournalKinds.RunEnded, entries[^1].Kind);
        var report = System.Text.Json.JsonSerializer.Deserialize<RunReport>(entries[^1].Data!.Value, Core.Json.JsonFormat.Compact)!;
        Assert.True(broken == (report.Verdict != Verdict.Verified), $"{report.RunId}: {report.Verdict} {report.Error}\n{string.Join('\n', report.Error?.Details ?? [])}\n{string.Join('\n', entries)}");
        Assert.All(
            entries.Where(entry => entry.Kind == JournalKinds.StageEnded && entry.Data!.Value.GetProperty("status").GetString() == "done").GroupBy(entry => entry.Source),
            stage => Assert.Single(stage));
    }

    // The stack makes one task definition and one service deployment, the run another; whatever more there is was done twice.
    private static void HoldsOneDeploymentEach(TeamDatabase database)
    {
        var state = JsonNode.Parse(File.ReadAllText(Path.Combine(database.Home, "local", "state.json")))!;
        for (var number = 0; number < Runs; number++)
        {
            if (IsBroken(number))
                continue; // a rollback is a deployment, too
            Assert.Equal(2, state["taskDefinitions"]!.AsObject().Count(one => one.Key.Contains($"/load{number:00}-dev-", StringComparison.Ordinal)));
            Assert.Equal(2, state["services"]!.AsObject().Single(one => one.Key.Contains($"/load{number:00}-dev-", StringComparison.Ordinal)).Value!["deployments"]!.AsArray().Count);
        }
    }

    private static async Task<long> TakeoversAsync(TeamDatabase database)
    {
        await using var ask = database.Database.CreateCommand("select sum(epoch - 1)::bigint from deploycrew.runs");
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    private static double Quantile(IReadOnlyList<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static async Task RecordAsync(params string[] lines)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Served.Root, "artifacts", "measurements"));
        await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "team.txt"), lines);
    }

    /// <summary>Workers of which one is killed now and then; another takes its place.</summary>
    private sealed class KilledWorkers : IDisposable
    {
        private readonly ConcurrentQueue<TeamProcess> workers = [];
        private readonly TeamDatabase database;
        private int started;

        public KilledWorkers(TeamDatabase database, int count)
        {
            this.database = database;
            for (var number = 0; number < count; number++)
                Add();
        }

        public int Killed { get; private set; }

        public async Task KillAsync(TimeSpan pause, CancellationToken over)
        {
            using var timer = new PeriodicTimer(pause);
            try
            {
                while (await timer.WaitForNextTickAsync(over) && workers.TryDequeue(out var oldest))
                {
                    await oldest.KillAsync();
                    oldest.Dispose();
                    Killed++;
                    Add();
                }
            }
            catch (OperationCanceledException)
            {
                // Every run has ended.
            }
        }

        public void Dispose()
        {
            foreach (var worker in workers)
                worker.Dispose();
        }

        private void Add() => workers.Enqueue(TeamProcess.Start(database.Home, database.Store, "worker", "--targets", "local", "--takeover", "5", "--name", $"w{++started}"));
    }
}

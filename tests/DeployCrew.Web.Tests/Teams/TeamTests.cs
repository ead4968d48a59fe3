using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Web.Tests.Teams;

/// <summary>A page whose runs are carried out by workers, over a real PostgreSQL.</summary>
[Trait("Category", "real")]
public sealed class TeamTests
{
    [RealFact(TeamDatabase.Variable)]
    public async Task Worker_Ended_HandsItsRunOverAtOnce()
    {
        await using var team = await ServedTeam.StartAsync();
        var first = team.AddWorker(takeover: 3600);
        var run = await team.StartAsync("hello-dotnet", "handed");
        await team.WaitAsync(run, "running");
        await Eventually.HoldsAsync(() => CountAsync(team, run, JournalKinds.StageStarted).Result > 2);

        await first.EndAsync();
        team.AddWorker();

        Assert.Equal("verified", (await team.WaitAsync(run, "verified", "failed", "notVerified"))["state"]!.ToString());
        Assert.Equal(1, await CountAsync(team, run, JournalKinds.RunResumed));
        Assert.Empty(Directory.GetDirectories(Path.Combine(team.Database.Home, "workers"), "w1"));
    }

    [RealFact(TeamDatabase.Variable)]
    public async Task Cancel_FromThePage_StopsTheWorkersRunAndItCanBeResumed()
    {
        await using var team = await ServedTeam.StartAsync();
        var run = await team.StartAsync("hello-dotnet", "halted");
        Assert.Equal("queued", (await team.WaitAsync(run, "queued"))["state"]!.ToString());
        Assert.Equal(HttpStatusCode.Conflict, (await team.Http.PostAsync($"api/v1/runs/{run}/resume", null)).StatusCode);
        team.AddWorker();
        await Eventually.HoldsAsync(() => CountAsync(team, run, JournalKinds.StageStarted).Result > 1);

        Assert.Equal(HttpStatusCode.Accepted, (await team.Http.PostAsync($"api/v1/runs/{run}/cancel", null)).StatusCode);
        await team.WaitAsync(run, "stopped");
        Assert.Equal(1, await CountAsync(team, run, JournalKinds.RunCancelled));
        Assert.Equal(HttpStatusCode.Accepted, (await team.Http.PostAsync($"api/v1/runs/{run}/resume", null)).StatusCode);
        Assert.Equal("verified", (await team.WaitAsync(run, "verified", "failed", "notVerified"))["state"]!.ToString());
    }

    [RealFact(TeamDatabase.Variable)]
    public async Task Store_ConnectionsAreCutAllTheTime_TheRunEndsOnce()
    {
        await using var team = await ServedTeam.StartAsync();
        team.AddWorker(takeover: 20);
        var run = await team.StartAsync("hello-static", "cut");
        var cuts = 0;
        using var over = new CancellationTokenSource();
        var cutting = Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (!over.IsCancellationRequested)
            {
                await using var cut = team.Database.Database.CreateCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
                cuts += (int)(long)(await cut.ExecuteScalarAsync())!;
                await pace.WaitForNextTickAsync();
            }
        });

        var state = (await team.WaitAsync(run, "verified", "failed", "notVerified"))["state"]!.ToString();
        await over.CancelAsync();
        await cutting;

        Assert.Equal("verified", state);
        Assert.True(cuts > 5, $"{cuts}");
        Assert.Equal(1, await CountAsync(team, run, JournalKinds.RunEnded));
        Assert.Equal(0, await CountAsync(team, run, JournalKinds.RunResumed));
    }

    [RealFact(TeamDatabase.Variable)]
    public async Task Plan_MadeByAWorker_IsApprovedOnThePageAndAppliedByAWorker()
    {
        await using var team = await ServedTeam.StartAsync();
        team.AddWorker();
        var body = new { upload = await team.UploadAsync("hello-node", "agreed"), environment = "prod", target = "local" };
        var planning = await team.AskAsync("api/v1/plans", body);
        await team.WaitAsync(planning, "planned");
        var hash = (await team.Http.GetStringAsync($"runs/{planning}")).Split("data-plan=\"")[1][..64];

        var refused = await team.Http.PostAsJsonAsync("api/v1/runs", new { body.upload, body.environment, body.target, plan = hash });
        Assert.Equal("DC4068", (await refused.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.ToString());
        Assert.True((await team.Http.PostAsync($"api/v1/plans/{hash}/approve", null)).IsSuccessStatusCode);
        var run = await team.AskAsync("api/v1/runs", new { body.upload, body.environment, body.target, plan = hash });

        var ended = await team.WaitAsync(run, "verified", "failed", "notVerified", "stopped");
        Assert.True(ended["state"]!.ToString() == "verified", ended.ToJsonString());
    }

    private static async Task<long> CountAsync(ServedTeam team, string run, string kind)
    {
        await using var ask = team.Database.Database.CreateCommand("select count(*) from deploycrew.journal where run = $1 and entry::json ->> 'kind' = $2");
        ask.Parameters.Add(new() { Value = run });
        ask.Parameters.Add(new() { Value = kind });
        return (long)(await ask.ExecuteScalarAsync())!;
    }
}

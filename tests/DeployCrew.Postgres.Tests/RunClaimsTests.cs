using DeployCrew.Core.Errors;
using DeployCrew.Core.Queue;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Postgres.Tests;

/// <summary>Who has a run, on a real PostgreSQL.</summary>
[Trait("Category", "real")]
public sealed class RunClaimsTests
{
    [RealFact(TestDatabase.Variable)]
    public async Task Claim_ManyWorkersAtOnce_EachRunIsGivenOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var number = 0; number < 40; number++)
            await database.EnqueueAsync($"run{number:00}", $"env{number}");

        var claims = await Task.WhenAll(Enumerable.Range(0, 60).Select(worker => Task.Run(() => database.ClaimAsync($"w{worker}"))));
        var rest = new List<RunClaim>();
        while (await database.ClaimAsync("last") is { } claim)
            rest.Add(claim);

        Assert.Equal(40, claims.OfType<RunClaim>().Concat(rest).Select(claim => claim.RunId).Distinct().Count());
        Assert.Equal(40, claims.OfType<RunClaim>().Count() + rest.Count);
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Claim_SameEnvironment_RunsFollowEachOther()
    {
        await using var database = await TestDatabase.CreateAsync();
        for (var number = 0; number < 8; number++)
            await database.EnqueueAsync($"run{number}");

        var first = (await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() => database.ClaimAsync($"w{worker}"))))).OfType<RunClaim>().ToList();

        Assert.Equal("run0", Assert.Single(first).RunId);
        await database.Claims.ReleaseAsync(first[0], goesOn: false, null, CancellationToken.None);
        Assert.Equal("run1", (await database.ClaimAsync())!.RunId);
        Assert.Null(await database.ClaimAsync());
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Claim_OtherTarget_IsLeftToThoseWhoReachIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("here", target: "local");

        Assert.Null(await database.ClaimAsync("w1", 60, "aws"));
        Assert.Equal("here", (await database.ClaimAsync("w1", 60, "aws", "local"))!.RunId);
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Claim_WorkerIsGone_IsTakenOverAndTheOldOneWritesNothingAnyMore()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("run");
        var old = (await database.ClaimAsync("old", seconds: 0.05))!;
        database.Journals.Append(old, TestDatabase.Entry(2), "runs/run/1.zip");
        var taken = (await Eventually.GetAsync(() => database.ClaimAsync("new"), claim => claim is not null))!;

        Assert.Equal((2, "new"), (taken.Epoch, taken.Worker));
        Assert.Equal(["runs/run/0.zip", "runs/run/1.zip"], taken.Snapshots);
        Assert.Equal(RunClaimState.Lost, await database.Claims.RenewAsync(old, TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.Equal("DC9203", Assert.Throws<DeployError>(() => database.Journals.Append(old, TestDatabase.Entry(3), null)).Code);
        await database.Claims.ReleaseAsync(old, goesOn: false, null, CancellationToken.None);
        Assert.Equal(SharedRunState.Running, (await database.LookAsync("run")).State);
        database.Journals.Append(taken, TestDatabase.Entry(3), null);
        Assert.Equal([1L, 2L, 3L], (await database.Journals.ReadAsync("run", 0, CancellationToken.None)).Select(entry => entry.Sequence));
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Claim_RunEndsItsWorkersAgainAndAgain_IsSetAsideWithTheReason()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("run");
        var claims = 0;
        await Eventually.GetAsync(
            async () =>
            {
                claims += await database.ClaimAsync(seconds: 0.001) is null ? 0 : 1;
                return await database.LookAsync("run");
            }, run => run.State == SharedRunState.Resting);

        Assert.Equal(PostgresRunClaims.MostTakeovers + 1, claims);
        Assert.Equal("DC9204", (await database.LookAsync("run")).Refusal!.Code);
        Assert.True(await database.Queue.RequeueAsync("run", CancellationToken.None));
        Assert.NotNull(await database.ClaimAsync());
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Append_EndOfTheRun_GivesItBackAtOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("run");
        var claim = (await database.ClaimAsync(seconds: 0.05))!;
        database.Journals.Append(claim, TestDatabase.Entry(2, JournalKinds.RunEnded), null);
        database.Journals.Append(claim, TestDatabase.Entry(2, JournalKinds.RunEnded), null); // sent again: its answer was lost

        Assert.Equal((SharedRunState.Resting, 2L), ((await database.LookAsync("run")).State, (await database.LookAsync("run")).Entries));
        Assert.Null(await database.ClaimAsync());
        Assert.Equal(2, (await database.Journals.ReadAsync("run", 0, CancellationToken.None)).Count);
        Assert.Throws<DeployError>(() => database.Journals.Append(claim, TestDatabase.Entry(3), null));
    }
}

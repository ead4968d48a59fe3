using DeployCrew.Core.Errors;
using DeployCrew.Core.Queue;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Postgres.Tests;

/// <summary>Runs that wait, on a real PostgreSQL.</summary>
[Trait("Category", "real")]
public sealed class RunQueueTests
{
    [RealFact(TestDatabase.Variable)]
    public async Task Cancel_WaitingRun_RestsAndIsGivenToNobody()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("run");

        Assert.True(await database.Queue.CancelAsync("run", CancellationToken.None));
        Assert.False(await database.Queue.CancelAsync("run", CancellationToken.None));
        Assert.Null(await database.ClaimAsync());
        Assert.True(await database.Queue.RequeueAsync("run", CancellationToken.None));
        Assert.False(await database.Queue.RequeueAsync("run", CancellationToken.None));
        Assert.NotNull(await database.ClaimAsync());
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Cancel_RunningRun_ItsWorkerHearsOfItAndNobodyTakesItOver()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("run");
        var claim = (await database.ClaimAsync())!;

        Assert.Equal(RunClaimState.Held, await database.Claims.RenewAsync(claim, TimeSpan.FromSeconds(60), CancellationToken.None));
        Assert.True(await database.Queue.CancelAsync("run", CancellationToken.None));
        Assert.Equal(RunClaimState.CancelAsked, await database.Claims.RenewAsync(claim, TimeSpan.FromMilliseconds(1), CancellationToken.None));
        // The worker dies before it has cancelled.
        var run = await Eventually.GetAsync(
            async () =>
            {
                Assert.Null(await database.ClaimAsync());
                return await database.LookAsync("run");
            }, look => look.State == SharedRunState.Resting);
        Assert.Null(run.Worker);
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Release_GoesOn_IsGivenToTheNextWorkerWithItsFiles()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("run");
        var claim = (await database.ClaimAsync())!;
        await database.Claims.ReleaseAsync(claim, goesOn: true, null, CancellationToken.None);
        Assert.Equal((2L, "other"), ((await database.ClaimAsync("other")) is { } next ? (next.Epoch, next.Worker) : default));
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Release_Refused_SaysWhy()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("run");
        await database.Claims.ReleaseAsync((await database.ClaimAsync())!, goesOn: false, InternalErrors.LeaseHeld("shop/dev", "run x").ToReport(), CancellationToken.None);

        var run = await database.LookAsync("run");
        Assert.Equal((SharedRunState.Resting, "DC9005"), (run.State, run.Refusal!.Code));
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Look_Within_GivesWhatIsActiveOrHasChanged()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.EnqueueAsync("ended", "a");
        await database.EnqueueAsync("waiting", "b");
        await database.Queue.CancelAsync("ended", CancellationToken.None);

        Assert.Equal(["ended", "waiting"], (await database.Queue.LookAsync(TimeSpan.FromMinutes(1), CancellationToken.None)).Select(run => run.Id).Order());
        await Eventually.GetAsync(async () => (await database.Queue.LookAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None)).Select(run => run.Id).Single(), id => id == "waiting");
        Assert.Equal(2, (await database.Queue.LookAsync(null, CancellationToken.None)).Count);
    }

    [RealFact(TestDatabase.Variable)]
    public async Task Ensure_ByManyAtOnce_MakesTheTablesOnce()
    {
        await using var database = await TestDatabase.CreateAsync(withTables: false);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PostgresSchema.EnsureAsync(database.Source, CancellationToken.None))));
        await database.EnqueueAsync("run");

        await using var newer = database.Source.CreateCommand("insert into deploycrew.version values (999)");
        await newer.ExecuteNonQueryAsync();
        Assert.Equal("DC9209", (await Assert.ThrowsAsync<DeployError>(() => PostgresSchema.EnsureAsync(database.Source, CancellationToken.None))).Code);
    }
}

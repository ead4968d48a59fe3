using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Testing;

namespace DeployCrew.Core.Tests.Stages;

public sealed class StageEngineTests : IDisposable
{
    private static readonly OutputKey<string> Image = new("image");
    private readonly TemporaryFolder home = new();
    private readonly ManualTime time = new();
    private Journal journal;

    public StageEngineTests() => journal = OpenJournal();

    public void Dispose()
    {
        journal.Dispose();
        home.Dispose();
    }

    [Fact]
    public async Task Run_Done_IsNotRunAgainAfterReopening()
    {
        var build = new TestStage("build", (context, _) =>
        {
            context.Set(Image, "sha256:1");
            context.Summary = "built";
            return Task.CompletedTask;
        });
        var deploy = new TestStage("deploy", (context, _) =>
        {
            Assert.Equal("sha256:1", context.Get(Image));
            return Task.CompletedTask;
        })
        { DependsOn = ["build"] };
        Assert.Equal(StageStatus.Done, (await Engine(build, deploy).RunAsync("build", CancellationToken.None)).Status);
        journal.Dispose();
        journal = OpenJournal();
        var engine = Engine(build, deploy);
        Assert.Equal("built", (await engine.RunAsync("build", CancellationToken.None)).Summary);
        Assert.Equal(StageStatus.Done, (await engine.RunAsync("deploy", CancellationToken.None)).Status);
        Assert.Equal((1, 1), (build.Runs, deploy.Runs));
    }

    [Fact]
    public async Task Run_Killed_IsRunAgain()
    {
        journal.Append(JournalKinds.StageStarted, "build", null, null);
        var build = new TestStage("build");
        Assert.Equal(StageStatus.Done, (await Engine(build).RunAsync("build", CancellationToken.None)).Status);
        Assert.Equal(1, build.Runs);
    }

    [Fact]
    public async Task Run_DependencyFailed_IsSkippedWithTheReason()
    {
        var build = new TestStage("build", (_, _) => throw new DeployError("DC3004", "no repository", "provision first"));
        var deploy = new TestStage("deploy") { DependsOn = ["build"] };
        var engine = Engine(build, deploy);
        Assert.Equal("DC3004", (await engine.RunAsync("build", CancellationToken.None)).Error!.Code);
        var skipped = await engine.RunAsync("deploy", CancellationToken.None);
        Assert.Equal((StageStatus.Skipped, "'build' is not done", 0), (skipped.Status, skipped.Summary, deploy.Runs));
        Assert.Equal(["build", "deploy"], engine.Results.Select(result => result.Name));
    }

    [Fact]
    public async Task Run_RunsAfterFailed_RunsAllTheSame()
    {
        var deploy = new TestStage("deploy", (_, _) => throw new DeployError("DC5001", "rolled back", "look"));
        var verify = new TestStage("verify") { RunsAfter = ["deploy"] };
        var engine = Engine(deploy, verify);
        Assert.Equal(StageStatus.Skipped, (await engine.RunAsync("verify", CancellationToken.None)).Status);
        await engine.RunAsync("deploy", CancellationToken.None);
        Assert.Equal(StageStatus.Done, (await engine.RunAsync("verify", CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Run_Failed_IsTriedAgainInALaterSession()
    {
        var attempts = 0;
        var build = new TestStage("build", (_, _) => attempts++ == 0 ? throw new DeployError("DC3004", "x", "y") : Task.CompletedTask);
        Assert.Equal(StageStatus.Failed, (await Engine(build).RunAsync("build", CancellationToken.None)).Status);
        Assert.Equal(StageStatus.Done, (await Engine(build).RunAsync("build", CancellationToken.None)).Status);
    }

    [Fact]
    public async Task Run_LongerThanItsTimeout_FailsWithDC9004AndTheLog()
    {
        var started = new TaskCompletionSource();
        var build = new TestStage("build", (context, cancellationToken) =>
        {
            context.Progress("pulling the base image");
            started.SetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        })
        { Timeout = TimeSpan.FromSeconds(30) };
        var running = Engine(build).RunAsync("build", CancellationToken.None);
        await started.Task;
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(running.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var result = await running;
        Assert.Equal((StageStatus.Failed, "DC9004", 30), (result.Status, result.Error!.Code, result.Seconds));
        Assert.Equal(["pulling the base image"], result.Error.Details);
    }

    [Fact]
    public async Task Run_Cancelled_LeavesTheStageOpen()
    {
        using var cancellation = new CancellationTokenSource();
        var build = new TestStage("build", (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        var engine = Engine(build);
        var running = engine.RunAsync("build", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Null(engine.ResultOf("build"));
    }

    [Fact]
    public async Task Run_Bug_FailsWithDC9001AndNamesTheJournal()
    {
        var build = new TestStage("build", (_, _) => throw new InvalidOperationException("oops"));
        var result = await Engine(build).RunAsync("build", CancellationToken.None);
        Assert.Equal((StageStatus.Failed, "DC9001"), (result.Status, result.Error!.Code));
        Assert.Contains("oops", result.Error.Message, StringComparison.Ordinal);
        Assert.Contains("journal.jsonl", result.Error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OutputThatNobodyGave_FailsWithDC9003()
    {
        var deploy = new TestStage("deploy", (context, _) => Task.FromResult(context.Get(Image)));
        Assert.Equal("DC9003", (await Engine(deploy).RunAsync("deploy", CancellationToken.None)).Error!.Code);
    }

    private StageEngine Engine(params IStage[] stages)
    {
        var run = new Run(new RunRequest("requirements.json", null, "shop", "dev", "local"), new RunFolder(home.Path), journal);
        return new(new StageGraph(stages), run, time);
    }

    private Journal OpenJournal() => Journal.Open(home.In("journal.jsonl"), time);
}

using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Simulation;

namespace DeployCrew.Cli.Tests.Simulation;

/// <summary>Whatever goes wrong, and whenever: the same things hold.</summary>
public sealed class SimulationPropertyTests
{
    private const int PerBatch = 100;

    private static readonly DeployRequirements Quick = new() { BakeMinutes = 1, CanaryPercent = 7.3m, CanaryBakeMinutes = 2, StepPercent = 30, StepBakeMinutes = 1, WaitMinutes = 3 };

    private static readonly string[] Faults =
    [
        "kill:v1:SHARE:@TIME", "crash:v1:SHARE:LENGTH:@TIME", "unhealthy:v1:SHARE:@TIME",
        "crash:v2", "crash:v2:SHARE:LENGTH:@TIME", "slow-start:v2:SHARE:LENGTH", "unhealthy:v2:SHARE:@TIME", "5xx:v2:SHARE", "latency:v2:SHARE:800ms", "latency:v2:SHARE:3s:@TIME",
        "alarm:errors:@TIME", "image-missing:v2", "secret-missing:v2", "kill:v2:SHARE:@TIME", "target-lost:v2:SHARE:@TIME", "superseded:@TIME", "abort:@TIME", "throttle:SHARE:LENGTH:@TIME", "cli-killed:LENGTH:@TIME",
    ];

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Rollouts_WithRandomFaults_EndWithTheTrafficWhereTheVerdictSays(int batch)
    {
        for (var seed = batch * PerBatch; seed < (batch + 1) * PerBatch; seed++)
            Holds(seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_SameSeed_GivesTheSameRollout(int seed)
    {
        string[] faults = ["crash:v2:40%:20s", "throttle:30%", "kill:v1:50%:@30s"];
        var (one, other) = (Simulations.Run("canary", faults, seed), Simulations.Run("canary", faults, seed));
        Assert.Equal((one.Lines, one.Samples, one.Seconds), (other.Lines, other.Samples, other.Seconds), (a, b) =>
            a.Lines.SequenceEqual(b.Lines) && a.Samples.SequenceEqual(b.Samples) && a.Seconds.Equals(b.Seconds));
    }

    // From CLEAN_UP there is no way back: to ask ECS for it fails, and would end the run with that.
    [Theory]
    [InlineData(317)]
    [InlineData(319)]
    [InlineData(320)]
    [InlineData(321)]
    [InlineData(322)]
    [InlineData(323)]
    public void Run_TasksEndAboutWhenTheEarlierOnesGo_EndsByItsDeploymentAndNotByAnError(int second)
    {
        var report = Simulations.Run("blueGreen", [$"kill:v2:75%:@{second}s"]);
        Assert.Contains(report.Status, new[] { "Successful", "RollbackSuccessful" });
        Assert.NotEqual("DC7001", report.Error?.Code);
    }

    private static void Holds(int seed)
    {
        var random = new Random(seed);
        var strategy = MatrixEvents.Strategies[random.Next(MatrixEvents.Strategies.Length)];
        string[] faults = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Fault(random)).Distinct()];
        var first = random.Next(4) == 0;
        var report = Simulations.Run(strategy, faults, seed, first, approval: random.Next(4) == 0, tasks: random.Next(1, 5), deploy: Quick);
        var what = $"seed {seed}, {strategy}{(first ? ", first" : "")}, {string.Join(' ', faults)}: {report.Verdict} {report.Error?.Code} {report.Error?.Message}, {report.Status}, {Simulations.Traffic(report)}, unanswered {report.UnansweredSeconds}\n{string.Join('\n', report.Lines)}";

        Assert.True(report.Error?.Code is not ("DC9001" or "DC9004"), what);
        var expected = report.Verdict switch
        {
            Verdict.Verified or Verdict.Unchanged => "v2 100 %",
            Verdict.RolledBack => "v1 100 %",
            _ => Simulations.Traffic(report),
        };
        Assert.True(expected == Simulations.Traffic(report), what);
        Assert.True(report.Verdict == Verdict.Verified == (report.Error is null), what);
        if (report.Verdict == Verdict.Verified)
            Assert.True(report.Checks.All(check => check.Holds), what);
        // What hurts v2 before it has traffic never hurts whoever asks.
        if (!first && faults.All(fault => fault is "image-missing:v2" or "secret-missing:v2" or "crash:v2" || fault.StartsWith("slow-start", StringComparison.Ordinal) || fault.StartsWith("abort", StringComparison.Ordinal) || fault.StartsWith("alarm", StringComparison.Ordinal)))
            Assert.True(report.UnansweredSeconds == 0, what);
    }

    private static string Fault(Random random) => Faults[random.Next(Faults.Length)]
        .Replace("SHARE", string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 101)}%"), StringComparison.Ordinal)
        .Replace("LENGTH", string.Create(CultureInfo.InvariantCulture, $"{random.Next(1, 120)}s"), StringComparison.Ordinal)
        .Replace("TIME", string.Create(CultureInfo.InvariantCulture, $"{random.Next(0, 300)}s"), StringComparison.Ordinal);
}

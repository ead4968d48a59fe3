using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;
using DeployCrew.Rollouts;
using DeployCrew.Verification;

namespace DeployCrew.Simulation;

/// <summary>Verifies one service as <see cref="VerifyStage"/> does; the evidence stays in memory.</summary>
internal sealed class SimulatedVerifyStage(ServiceVerification services, ServiceRollout rollout, TimeProvider time) : IStage
{
    public string Name => StageNames.Verify;

    public IReadOnlyList<string> DependsOn => [];

    public IReadOnlyList<string> RunsAfter => [StageNames.Rollout];

    public TimeSpan Timeout => TimeSpan.FromMinutes(5);

    public Evidence? Seen { get; private set; }

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var done = context.TryGet(Outputs.Rollout, out var rolledOut) ? rolledOut[rollout.Name] : null;
        var seen = await services.LookAsync(rollout, null, cancellationToken);
        var checks = ServiceVerification.Judge(rollout, seen, done, time.GetUtcNow()).ToList();
        var verdict = VerifyStage.VerdictOf(checks, [seen], context.Recorded<AnalysisSample>(JournalKinds.RolloutAnalysis), unchanged: done is { Deployment: null });
        Seen = new Evidence(
            "simulated", time.GetUtcNow(), "000000000000", rollout.Contract[ContractKeys.Url], verdict, checks, new Dictionary<string, ServiceEvidence> { [rollout.Name] = seen });
        if (verdict == Verdict.NotVerified)
            throw VerifyStage.NotVerified(Seen);
    }
}

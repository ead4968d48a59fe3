using DeployCrew.Core.Ports;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Registry;
using DeployCrew.Rollouts;
using DeployCrew.Targets;
using DeployCrew.Verification;

namespace DeployCrew.Pipeline;

/// <summary>The way back: choose → rollback → verify.</summary>
internal static class RollbackPipeline
{
    public static StageGraph Stages(DeployTarget target, RegistryClient registry, EvidenceFiles files, IProcessRunner processes, TimeProvider time)
    {
        var probe = new HttpsProbe(time);
        return new StageGraph(
        [
            new ChooseStage(target.Contracts, new LiveRevisions(target.Rollouts), ImageGate.Of(target, registry, time)),
            new RollbackStage(target.Contracts, StandardPipeline.Releases(target, probe, processes, time)),
            new VerifyStage(target.Contracts, target.Caller, new ServiceVerification(target.Rollouts, target.TargetHealth, target.Weights, probe), files, time)
            {
                DependsOn = [StageNames.Choose],
                RunsAfter = [StageNames.Rollback],
            },
        ]);
    }
}

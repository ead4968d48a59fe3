using DeployCrew.Core.Ports;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>Begins the analysis of a deployment, where the requirements have one and traffic is shifted to a version beside another.</summary>
internal sealed class Analyses(ITargetMetrics metrics, IEndpointProbe probe, IProcessRunner processes, TimeProvider time)
{
    public AnalysisRun? Begin(StageContext context, ServiceRollout rollout, Release release, OurDeployment ours)
    {
        var deploy = context.Requirements().Deploy;
        return deploy.Analysis is { } limits && release.Supervised && !ours.First && rollout.ProductionRule is not null
            ? new AnalysisRun(context, rollout, ours, limits, deploy.Alarms, metrics, new TestListener(probe, processes, time), time)
            : null;
    }
}

using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;

namespace DeployCrew.Rollouts;

/// <summary>Whether a deployment went back because of its analysis. Read out of the journal, so that a resumed run knows it too.</summary>
internal static class AnalysisEnd
{
    /// <summary>The sample that a deployment went back for; null when something else was the reason.</summary>
    public static AnalysisSample? Of(IReadOnlyList<AnalysisSample> samples, ServiceDeployment deployment) =>
        deployment.Status == ServiceDeploymentStatus.Successful ? null
        : samples.LastOrDefault(sample => sample.Deployment == deployment.Arn) is { } last
            && (last.Outcome == AnalysisOutcome.Fail || (last.Outcome == AnalysisOutcome.Inconclusive && TimedOut(deployment))) ? last : null;

    private static bool TimedOut(ServiceDeployment deployment) => deployment.Hooks.Any(hook => hook is { Status: "TIMED_OUT", TimeoutAction: "ROLLBACK" });
}

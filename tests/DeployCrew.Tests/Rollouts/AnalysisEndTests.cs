using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;
using DeployCrew.Rollouts;

namespace DeployCrew.Tests.Rollouts;

public sealed class AnalysisEndTests
{
    private static readonly LifecycleHook Expired = new("h", "PAUSE", "TIMED_OUT", Snapshots.Start, "ROLLBACK");

    [Fact]
    public void Of_Failed_IsTheReasonHoweverItWasSentBack() =>
        Assert.Equal(AnalysisOutcome.Fail, AnalysisEnd.Of([Sample(AnalysisOutcome.Pass), Sample(AnalysisOutcome.Fail)], Deployment())?.Outcome);

    [Fact]
    public void Of_Inconclusive_IsTheReasonOnlyWhenItsPauseExpired()
    {
        Assert.Null(AnalysisEnd.Of([Sample(AnalysisOutcome.Inconclusive)], Deployment()));
        Assert.NotNull(AnalysisEnd.Of([Sample(AnalysisOutcome.Inconclusive)], Deployment() with { Hooks = [Expired] }));
    }

    [Fact]
    public void Of_PassedOrAnothersOrSuccessful_IsNoReason()
    {
        Assert.Null(AnalysisEnd.Of([Sample(AnalysisOutcome.Fail), Sample(AnalysisOutcome.Pass)], Deployment() with { Hooks = [Expired] }));
        Assert.Null(AnalysisEnd.Of([Sample(AnalysisOutcome.Fail) with { Deployment = "deployment:1" }], Deployment()));
        Assert.Null(AnalysisEnd.Of([Sample(AnalysisOutcome.Fail)], Snapshots.Deployment(ServiceDeploymentStatus.Successful)));
    }

    private static ServiceDeployment Deployment() => Snapshots.Deployment(ServiceDeploymentStatus.RollbackSuccessful);

    private static AnalysisSample Sample(AnalysisOutcome outcome) => new(Snapshots.Start, "web", "deployment:2", null, 10, outcome, []);
}

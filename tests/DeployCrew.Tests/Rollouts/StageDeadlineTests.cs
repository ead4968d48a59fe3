using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;
using DeployCrew.Rollouts;
using static DeployCrew.Tests.Rollouts.Snapshots;

namespace DeployCrew.Tests.Rollouts;

public sealed class StageDeadlineTests
{
    [Theory]
    [InlineData("SCALE_UP", 44, false)]
    [InlineData("SCALE_UP", 46, true)]
    [InlineData("BAKE_TIME", 19, false)]
    [InlineData("BAKE_TIME", 21, true)]
    public void Overdue_NothingMoves_IsSaidAfterBakeTimeAndAQuarterOfAnHour(string stage, int minutes, bool overdue)
    {
        var deadline = new StageDeadline(new DeploymentStrategy.Canary(10, 30, 5));
        deadline.Overdue(At(TimeSpan.Zero, stage));

        Assert.Equal(overdue, deadline.Overdue(At(TimeSpan.FromMinutes(minutes), stage)) is not null);
    }

    [Fact]
    public void Overdue_TrafficMoved_BeginsAnew()
    {
        var deadline = new StageDeadline(new DeploymentStrategy.Linear(10, 1, 5));
        deadline.Overdue(At(TimeSpan.Zero, "PRODUCTION_TRAFFIC_SHIFT", 10));
        deadline.Overdue(At(TimeSpan.FromMinutes(10), "PRODUCTION_TRAFFIC_SHIFT", 20));

        Assert.Null(deadline.Overdue(At(TimeSpan.FromMinutes(20), "PRODUCTION_TRAFFIC_SHIFT", 20)));
        Assert.Equal("PRODUCTION_TRAFFIC_SHIFT", deadline.Overdue(At(TimeSpan.FromMinutes(27), "PRODUCTION_TRAFFIC_SHIFT", 20))?.Stage);
    }

    [Fact]
    public void Overdue_WaitsForAnAnswer_HasUntilThePauseExpires()
    {
        var deadline = new StageDeadline(new DeploymentStrategy.BlueGreen(0));
        var waiting = At(TimeSpan.Zero, "PRE_PRODUCTION_TRAFFIC_SHIFT");
        waiting = waiting with { Deployment = waiting.Deployment with { Hooks = [new("hook", "PAUSE", "AWAITING_ACTION", Start.AddHours(3), "ROLLBACK")] } };
        deadline.Overdue(waiting);

        Assert.Null(deadline.Overdue(waiting with { At = Start.AddHours(3) }));
        Assert.NotNull(deadline.Overdue(waiting with { At = Start.AddHours(4) }));
    }

    private static RolloutSnapshot At(TimeSpan time, string stage, double? percent = null) =>
        new(Start + time, Deployment(stage: stage) with { ProductionPercent = percent }, [], [], Balanced: true);
}

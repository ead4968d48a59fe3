using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;

namespace DeployCrew.Core.Tests.Rollouts;

public sealed class DeploymentStrategyTests
{
    [Theory]
    [InlineData("rolling", 0, 0)]
    [InlineData("blueGreen", 1, 5)]
    [InlineData("canary", 2, 15)]
    [InlineData("linear", 10, 59)]
    public void Of_Strategy_CountsItsShiftsAndItsBakeTime(string strategy, int shifts, int minutes)
    {
        var one = DeploymentStrategy.Of(new DeployRequirements { Strategy = strategy });

        Assert.Equal(shifts, one.Shifts);
        Assert.Equal(TimeSpan.FromMinutes(minutes), one.BakeTime);
    }

    [Theory]
    [InlineData(30, 4)]
    [InlineData(33.4, 3)]
    [InlineData(100, 1)]
    public void Shifts_LastStepIsSmaller_IsCountedToo(double percent, int shifts) =>
        Assert.Equal(shifts, new DeploymentStrategy.Linear((decimal)percent, 1, 0).Shifts);

    [Fact]
    public void Shifts_CanaryOfEverything_IsOne() => Assert.Equal(1, new DeploymentStrategy.Canary(100, 10, 0).Shifts);

    [Theory]
    [InlineData("canary")]
    [InlineData("linear")]
    public void ForTheFirst_PartsOfTheTraffic_IsAllAtOnce(string strategy) =>
        Assert.Equal(new DeploymentStrategy.BlueGreen(0), DeploymentStrategy.Of(new DeployRequirements { Strategy = strategy }).ForTheFirst());

    [Fact]
    public void ForTheFirst_Rolling_StaysRolling() => Assert.Equal(new DeploymentStrategy.Rolling(), new DeploymentStrategy.Rolling().ForTheFirst());
}

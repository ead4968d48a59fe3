using DeployCrew.Core.Errors;
using DeployCrew.Rehearsal.Simulation;
using DeployCrew.Simulation;

namespace DeployCrew.Cli.Tests.Simulation;

public sealed class FaultTextTests
{
    [Fact]
    public void Read_PartsInAnyOrder_GoToTheirPlaces()
    {
        Fault[] expected =
        [
            new(FaultKind.Crash) { Version = 1, Share = 0.3, Length = TimeSpan.FromSeconds(20), At = TimeSpan.FromMinutes(5) },
            new(FaultKind.Abort) { Name = "BAKE_TIME" },
            new(FaultKind.Latency) { Length = TimeSpan.FromMilliseconds(800) },
        ];
        Assert.Equal(expected, FaultText.Read(["crash:30%:@5m:v1:20s", "abort:BAKE_TIME", "latency:800ms"]));
    }

    [Fact]
    public void Read_SeveralBadParts_NamesEveryOne()
    {
        var error = Assert.Throws<DeployError>(() => FaultText.Read(["crsh", "crash:v3:0%:name", "alarm", "abort:LUNCH", "abort", "kill:@soon", "slow-start:v2:v1:99h"]));
        Assert.Equal("DC5030", error.Code);
        Assert.Collection(
            error.Details,
            one => Assert.StartsWith("crsh: 'crsh' is not a kind of fault", one, StringComparison.Ordinal),
            one => Assert.Equal("crash:v3:0%:name: 'v3' is not v1 or v2", one),
            one => Assert.Contains("'0%' is not a share", one, StringComparison.Ordinal),
            one => Assert.Contains("'name' is a name, which crash does not take", one, StringComparison.Ordinal),
            one => Assert.StartsWith("alarm: a name is missing", one, StringComparison.Ordinal),
            one => Assert.StartsWith("abort:LUNCH: 'LUNCH' is not a lifecycle stage", one, StringComparison.Ordinal),
            one => Assert.StartsWith("abort: a moment or a name is missing", one, StringComparison.Ordinal),
            one => Assert.Contains("'@soon' is not a time", one, StringComparison.Ordinal),
            one => Assert.Contains("'v1' is the second version", one, StringComparison.Ordinal),
            one => Assert.Contains("'99h' is not a time", one, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FaultsThatTheStrategyHasNoPlaceFor_NamesEveryOne()
    {
        var error = Assert.Throws<DeployError>(() => Simulations.Run("rolling", ["abort:BAKE_TIME", "expired", "crash:v2"]));
        Assert.Equal(("DC5031", 2), (error.Code, error.Details.Count));
    }
}

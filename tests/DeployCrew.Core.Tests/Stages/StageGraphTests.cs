using DeployCrew.Core.Errors;
using DeployCrew.Core.Stages;

namespace DeployCrew.Core.Tests.Stages;

public sealed class StageGraphTests
{
    [Fact]
    public void Ordered_Dependencies_ComeFirstOtherwiseAsGiven()
    {
        var graph = new StageGraph([
            new TestStage("verify") { DependsOn = ["deploy"] },
            new TestStage("build"),
            new TestStage("deploy") { DependsOn = ["build"], RunsAfter = ["infra"] },
            new TestStage("infra"),
        ]);
        Assert.Equal(["build", "infra", "deploy", "verify"], graph.Ordered.Select(stage => stage.Name));
    }

    [Fact]
    public void Create_Cycle_FailsWithDC9003() => AssertRefused("waits for itself",
        new TestStage("a") { DependsOn = ["b"] }, new TestStage("b") { RunsAfter = ["a"] });

    [Fact]
    public void Create_UnknownDependency_FailsWithDC9003() =>
        AssertRefused("there is no stage 'c'", new TestStage("a") { DependsOn = ["c"] });

    [Fact]
    public void Create_DuplicateName_FailsWithDC9003() => AssertRefused("is there twice", new TestStage("a"), new TestStage("a"));

    private static void AssertRefused(string reason, params IStage[] stages)
    {
        var error = Assert.Throws<DeployError>(() => new StageGraph(stages));
        Assert.Equal("DC9003", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}

using DeployCrew.Core.Ports;
using DeployCrew.Rollouts;
using static DeployCrew.Tests.Rollouts.Snapshots;

namespace DeployCrew.Tests.Rollouts;

/// <summary>Stop reasons are as ECS writes them (developer guide, "Stopped tasks error messages").</summary>
public sealed class HopelessTasksTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref", "cannot be pulled")]
    [InlineData("CannotPullImageManifestError: Error response from daemon", "cannot be pulled")]
    [InlineData("ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed", "secret cannot be read")]
    [InlineData("CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task", "cannot be started")]
    public void Reason_OneTaskThatNoSecondWouldDoBetter_SaysSoAtOnce(string stopped, string cause) =>
        Assert.Contains(cause, Reason(TimeSpan.FromSeconds(5), [Stopped(stopped)]), StringComparison.Ordinal);

    [Fact]
    public void Reason_WrongArchitectureInTheContainersReason_SaysSoAtOnce() => Assert.Contains(
        "another processor architecture",
        Reason(TimeSpan.FromSeconds(5), [Stopped("Essential container in task exited", 1, "exec /app/server: exec format error")]), StringComparison.Ordinal);

    [Fact]
    public void Reason_OneTaskEnded_WaitsForTheSecond() => Assert.Null(Reason(TimeSpan.FromSeconds(5), [Stopped("Essential container in task exited", 1)]));

    [Fact]
    public void Reason_TwoTasksEnded_NamesTheLast()
    {
        var reason = Reason(TimeSpan.FromSeconds(5), [Stopped("Essential container in task exited", 1), Stopped("OutOfMemoryError", 137, "OutOfMemoryError: Container killed due to memory usage") with { CreatedAt = Start.AddSeconds(1) }]);

        Assert.StartsWith("2 tasks failed", reason, StringComparison.Ordinal);
        Assert.Contains("137", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Reason_TasksThatEcsStoppedItself_AreNoFailures() => Assert.Null(
        Reason(TimeSpan.FromSeconds(5), [Stopped("Scaling activity initiated by (deployment ecs-svc/1)"), Stopped("Scaling activity initiated by deployment ecs-svc/2")]));

    [Theory]
    [InlineData(89, false)]
    [InlineData(91, true)]
    public void Reason_NeverHealthy_EndsAMinuteAfterTheGrace(int seconds, bool hopeless) =>
        Assert.Equal(hopeless, Reason(TimeSpan.FromSeconds(seconds), [Running(1)], Target(1, "unhealthy", "Target.Timeout"))?.Contains("Target.Timeout", StringComparison.Ordinal) ?? false);

    [Fact]
    public void Reason_OneOfTwoIsHealthy_LeavesTheOtherToEcs() =>
        Assert.Null(Reason(TimeSpan.FromMinutes(10), [Running(1), Running(2)], Target(1, "unhealthy"), Target(2, "healthy")));

    private static string? Reason(TimeSpan after, IReadOnlyList<EcsTask> tasks, params IReadOnlyList<Target> targets) =>
        HopelessTasks.Reason(After(after, tasks, targets), 2, Grace);
}

using DeployCrew.Core.Ports;
using DeployCrew.Rollouts;

namespace DeployCrew.Tests.Rollouts;

/// <summary>Looks at rollouts, made up for tests.</summary>
internal static class Snapshots
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static RolloutSnapshot After(TimeSpan time, IReadOnlyList<EcsTask> tasks, params IReadOnlyList<Target> targets) =>
        new(Start + time, Deployment(), tasks, targets, Balanced: true);

    public static ServiceDeployment Deployment(ServiceDeploymentStatus status = ServiceDeploymentStatus.InProgress, string? stage = null) =>
        new("deployment:2", status, null, "revision:2", 1, 1, 0, Start, null) { Stage = stage };

    public static EcsTask Running(int port) =>
        new($"task/{port}", "td:2", "RUNNING", null, [new EcsTaskContainer("web", null, null, null, [$"10.0.0.{port}:8080"])], Start, Start);

    public static EcsTask Stopped(string reason, int? exitCode = null, string? containerReason = null) =>
        new($"task/{reason.Length}", "td:2", "STOPPED", reason, [new EcsTaskContainer("web", null, exitCode, containerReason, [])], Start, Start);

    public static Target Target(int port, string state, string? reason = null) => new($"10.0.0.{port}:8080", state, reason, null);
}

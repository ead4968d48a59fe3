using DeployCrew.Core.Ports;

namespace DeployCrew.Rollouts;

/// <summary>What one look at a rollout shows.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Deployment">The deployment of our revision.</param>
/// <param name="Tasks">Tasks of our revision that this deployment started, stopped ones among them.</param>
/// <param name="Targets">What the load balancer thinks of those tasks; empty without one.</param>
/// <param name="Balanced">Whether a load balancer is in front of them.</param>
internal sealed record RolloutSnapshot(DateTimeOffset At, ServiceDeployment Deployment, IReadOnlyList<EcsTask> Tasks, IReadOnlyList<Target> Targets, bool Balanced)
{
    /// <summary>The target group that our tasks are registered in; null while there is none.</summary>
    public string? TargetGroup { get; init; }

    /// <summary>Tasks that could serve now.</summary>
    public int Healthy => Tasks.Count(task => task.Status == "RUNNING" && (!Balanced || TargetsOf(task).Any(target => target.State == "healthy")));

    /// <summary>Tasks that ended although nobody wanted that.</summary>
    public IEnumerable<EcsTask> Failed => Tasks.Where(task => task.Status == "STOPPED" && !IsScaling(task));

    /// <summary>The load balancer's words on a task.</summary>
    public IEnumerable<Target> TargetsOf(EcsTask task) => Targets.Where(target => RolloutEvidence.Has(task, target.Endpoint));

    // ECS says so of tasks that it stops for its own purposes: "Scaling activity initiated by deployment ecs-svc/1234".
    private static bool IsScaling(EcsTask task) => task.StoppedReason?.StartsWith("Scaling activity", StringComparison.Ordinal) ?? false;
}

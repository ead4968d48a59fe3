using DeployCrew.Core.Rollouts;

namespace DeployCrew.Core.Ports;

/// <summary>An update of a service that brings a task definition out.</summary>
/// <param name="Cluster">ARN or name of the cluster.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="TaskDefinition">ARN of the revision to run.</param>
/// <param name="DesiredCount">Tasks to run.</param>
/// <param name="FailureThreshold">Failed tasks after which the circuit breaker rolls back; ECS has it for rolling deployments.</param>
/// <param name="GraceSeconds">Seconds in which a new task's health checks do not count.</param>
/// <param name="RollBack">Whether a failed deployment goes back to the revision before it; not for the first one, which has none.</param>
/// <param name="Force">Whether to deploy although the service has this task definition already.</param>
public sealed record ServiceUpdate(
    string Cluster, string Service, string TaskDefinition, int DesiredCount, int FailureThreshold, int GraceSeconds, bool RollBack, bool Force)
{
    /// <summary>How the new version takes over.</summary>
    public DeploymentStrategy Strategy { get; init; } = new DeploymentStrategy.Rolling();

    /// <summary>Names of CloudWatch alarms; one that goes off while the deployment runs rolls it back.</summary>
    public IReadOnlyList<string> Alarms { get; init; } = [];

    /// <summary>How long the deployment waits for an answer before each shift of production's traffic, and is rolled back without one;
    /// null: it does not wait.</summary>
    public TimeSpan? PauseBeforeTraffic { get; init; }
}

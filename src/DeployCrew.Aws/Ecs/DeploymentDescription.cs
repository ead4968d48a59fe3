using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ecs;

/// <summary>A service deployment with all that ECS says of it. Stages and strategies that are new are kept as ECS writes them.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Status">ECS's status; one that is not known here is not an end.</param>
/// <param name="StatusReason">Why, in ECS's words.</param>
/// <param name="Target">The revision that it brings out.</param>
/// <param name="Sources">The revisions that it replaces.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When it began; null while it waits.</param>
/// <param name="FinishedAt">When it ended; null while it runs.</param>
internal sealed record DeploymentDescription(
    string Arn, ServiceDeploymentStatus Status, string? StatusReason, DeployedRevision Target, IReadOnlyList<DeployedRevision> Sources,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>ROLLING, BLUE_GREEN, LINEAR, CANARY.</summary>
    public string? Strategy { get; init; }

    /// <summary>SCALE_UP, BAKE_TIME, …; null for rolling ones.</summary>
    public string? LifecycleStage { get; init; }

    /// <summary>Tasks that failed, as the circuit breaker counts them.</summary>
    public int FailedTasks { get; init; }

    /// <summary>Alarms that went off.</summary>
    public IReadOnlyList<string> TriggeredAlarms { get; init; } = [];

    /// <summary>Whether its configuration has a PAUSE hook.</summary>
    public bool CanPause { get; init; }

    /// <summary>Lifecycle hooks that were called, or wait for an answer.</summary>
    public IReadOnlyList<LifecycleHook> Hooks { get; init; } = [];

    /// <summary>Why it was rolled back, and to which revision; null when it was not.</summary>
    public Rollback? RolledBack { get; init; }
}

/// <summary>A revision in a deployment.</summary>
/// <param name="Arn">Service revision.</param>
/// <param name="RequestedTasks">Tasks that should run.</param>
/// <param name="RunningTasks">Tasks that run.</param>
/// <param name="PendingTasks">Tasks that begin.</param>
/// <param name="ProductionPercent">Share of production's traffic, 0-100; null for strategies that do not shift it.</param>
/// <param name="TestPercent">Share of the test listener's traffic, 0-100.</param>
internal sealed record DeployedRevision(string Arn, int RequestedTasks, int RunningTasks, int PendingTasks, double? ProductionPercent, double? TestPercent);

/// <summary>A rollback.</summary>
internal sealed record Rollback(string? Reason, DateTimeOffset? StartedAt, string? RevisionArn);

/// <summary>A service revision.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="TaskDefinition">ARN of its task definition.</param>
/// <param name="Images">Images of its containers, with the digests that ECS resolved.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record RevisionDescription(string Arn, string TaskDefinition, IReadOnlyList<RevisionImage> Images, DateTimeOffset? CreatedAt);

/// <summary>An image of a service revision.</summary>
internal sealed record RevisionImage(string Container, string? Image, string? Digest);

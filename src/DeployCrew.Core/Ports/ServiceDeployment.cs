namespace DeployCrew.Core.Ports;

/// <summary>An ECS service deployment.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Status">ECS's own status.</param>
/// <param name="StatusReason">Why it has that status, in ECS's words.</param>
/// <param name="TargetRevisionArn">Service revision that it brings out.</param>
/// <param name="RequestedTasks">Tasks of the target revision that should run.</param>
/// <param name="RunningTasks">Tasks of it that run.</param>
/// <param name="FailedTasks">Failures counted by the circuit breaker.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended, or null.</param>
public sealed record ServiceDeployment(
    string Arn, ServiceDeploymentStatus Status, string? StatusReason, string TargetRevisionArn,
    int RequestedTasks, int RunningTasks, int FailedTasks, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>ROLLING, BLUE_GREEN, LINEAR or CANARY; null when ECS does not say.</summary>
    public string? Strategy { get; init; }

    /// <summary>SCALE_UP, PRODUCTION_TRAFFIC_SHIFT, BAKE_TIME, …, as ECS writes it; null for rolling ones.</summary>
    public string? Stage { get; init; }

    /// <summary>Revisions that it replaces.</summary>
    public IReadOnlyList<string> SourceRevisionArns { get; init; } = [];

    /// <summary>Share of production's traffic that the target revision should have, 0-100; null where none is shifted.</summary>
    public double? ProductionPercent { get; init; }

    /// <summary>Share of the test listener's traffic that the target revision should have, 0-100; null where none is shifted.</summary>
    public double? TestPercent { get; init; }

    /// <summary>Alarms that went off.</summary>
    public IReadOnlyList<string> TriggeredAlarms { get; init; } = [];

    /// <summary>Whether it was started with pauses before traffic is shifted.</summary>
    public bool CanPause { get; init; }

    /// <summary>Lifecycle hooks that were called, or wait for an answer.</summary>
    public IReadOnlyList<LifecycleHook> Hooks { get; init; } = [];

    /// <summary>The pause that waits for an answer, or null.</summary>
    public LifecycleHook? Waiting => Hooks.FirstOrDefault(hook => hook is { TargetType: "PAUSE", Status: "AWAITING_ACTION", Id: not null });

    /// <summary>Whether nothing more comes of it.</summary>
    public bool HasEnded => FinishedAt is not null || Status is ServiceDeploymentStatus.Successful or ServiceDeploymentStatus.Stopped
        or ServiceDeploymentStatus.RollbackSuccessful or ServiceDeploymentStatus.RollbackFailed;

    /// <summary>Whether it is on its way back, or is about to be.</summary>
    public bool IsGoingBack => Status is ServiceDeploymentStatus.StopRequested or ServiceDeploymentStatus.RollbackRequested or ServiceDeploymentStatus.RollbackInProgress;
}

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DeployCrew.Rehearsal.State;

/// <summary>An ECS service with its deployments and revisions.</summary>
internal sealed class ServiceState
{
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required string ClusterArn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string TaskDefinition { get; set; }

    public int DesiredCount { get; set; }

    public int GraceSeconds { get; set; }

    public int MinimumHealthyPercent { get; set; } = 100;

    public int MaximumPercent { get; set; } = 200;

    public CircuitBreakerState CircuitBreaker { get; set; } = new();

    /// <summary>Load balancers as CreateService took them: targetGroupArn, containerName, containerPort.</summary>
    public JsonArray LoadBalancers { get; set; } = [];

    /// <summary>networkConfiguration as CreateService took it.</summary>
    public JsonObject? NetworkConfiguration { get; set; }

    /// <summary>Everything else that CreateService took, to be given back: launchType, propagateTags, deploymentController, …</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>clientToken of its creation.</summary>
    public string? ClientToken { get; init; }

    /// <summary>Hash of the request that created it: the same token with another request is an error.</summary>
    public string? ClientRequest { get; init; }

    /// <summary>Revision that tasks are started of now; null before the first deployment.</summary>
    public string? ActiveRevision { get; set; }

    /// <summary>Revision of the last deployment that succeeded: where a rollback goes.</summary>
    public string? StableRevision { get; set; }

    public List<RevisionState> Revisions { get; init; } = [];

    /// <summary>Newest first.</summary>
    public List<DeploymentState> Deployments { get; init; } = [];

    /// <summary>Newest first, a hundred at the most, as ECS keeps them.</summary>
    public List<EventState> Events { get; init; } = [];

    /// <summary>Starts that failed since the last healthy task; spaces out restarts.</summary>
    public int FailuresInRow { get; set; }

    /// <summary>No task is started before this time.</summary>
    public DateTimeOffset NextStart { get; set; }

    /// <summary>The circuit breaker opened and there was nothing to go back to: no task is started until the next update.</summary>
    public bool Halted { get; set; }

    public bool Deleting { get; set; }

    public DeploymentState? OpenDeployment => Deployments.FirstOrDefault(deployment => deployment.IsOpen);

    /// <summary>The newest deployment, if it shifts traffic, and is under way or ended without a verdict that the tasks follow.</summary>
    [JsonIgnore]
    public DeploymentState? Shifting => Deployments.FirstOrDefault() is { Shift: not null } newest && !Deleting
        && (newest.IsOpen || newest.Status is "STOPPED" or "ROLLBACK_FAILED") ? newest : null;

    public RevisionState Revision(string arn) => Revisions.Find(revision => revision.Arn == arn)!;

    public void Say(DateTimeOffset at, string message)
    {
        Events.Insert(0, new EventState(Guid.NewGuid().ToString(), at, $"(service {Name}) {message}"));
        if (Events.Count > 100)
            Events.RemoveRange(100, Events.Count - 100);
    }
}

/// <summary>deploymentCircuitBreaker of a service.</summary>
internal sealed class CircuitBreakerState
{
    public bool Enable { get; set; }

    public bool Rollback { get; set; }

    /// <summary>COUNT | BOUNDED_PERCENT | UNBOUNDED_PERCENT.</summary>
    public string ThresholdType { get; set; } = "BOUNDED_PERCENT";

    public int ThresholdValue { get; set; } = 50;

    /// <summary>Failed tasks at which it opens, as ECS computes it: BOUNDED_PERCENT is clamped to 3..200.</summary>
    public int Threshold(int desiredCount) => ThresholdType switch
    {
        "COUNT" => Math.Max(1, ThresholdValue),
        "UNBOUNDED_PERCENT" => Math.Max(1, (int)Math.Ceiling(desiredCount * ThresholdValue / 100.0)),
        _ => Math.Clamp((int)Math.Ceiling(desiredCount * ThresholdValue / 100.0), 3, 200),
    };
}

/// <summary>A service revision.</summary>
internal sealed class RevisionState
{
    public required string Arn { get; init; }

    public required string TaskDefinition { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Digest that each container's image resolved to when the revision was made, by container name.</summary>
    public SortedDictionary<string, string> Digests { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Target groups that its tasks are registered in; null in a state that was written before there were two to choose from.</summary>
    public List<RevisionTarget>? Targets { get; init; }

    /// <summary>Its tasks that failed since one was healthy, in a deployment that shifts traffic; spaces out restarts.</summary>
    public int FailuresInRow { get; set; }

    /// <summary>No task of it is started before this time, in a deployment that shifts traffic.</summary>
    public DateTimeOffset NextStart { get; set; }
}

/// <summary>A service deployment.</summary>
internal sealed class DeploymentState
{
    public required string Arn { get; init; }

    public required string TargetRevision { get; init; }

    public string? SourceRevision { get; init; }

    /// <summary>ECS's status: PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, ROLLBACK_IN_PROGRESS, …</summary>
    public string Status { get; set; } = "PENDING";

    public string? StatusReason { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    public int Failures { get; set; }

    public int Threshold { get; init; }

    public string? RollbackReason { get; set; }

    public DateTimeOffset? RollbackStartedAt { get; set; }

    /// <summary>Tasks that failed since the rollback began.</summary>
    public int RollbackFailures { get; set; }

    /// <summary>deploymentConfiguration as it was when the deployment began; null in a state of before.</summary>
    public JsonObject? Configuration { get; init; }

    /// <summary>How far traffic has been shifted; null for a deployment that shifts none.</summary>
    public ShiftState? Shift { get; init; }

    /// <summary>Alarms that were in ALARM when the deployment began: ECS does not look at them for it.</summary>
    public List<string> IgnoredAlarms { get; set; } = [];

    /// <summary>Alarms that ended it.</summary>
    public List<string> TriggeredAlarms { get; set; } = [];

    public bool IsOpen => FinishedAt is null;
}

/// <summary>A line of a service's event log.</summary>
internal sealed record EventState(string Id, DateTimeOffset At, string Message);

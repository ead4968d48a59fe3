namespace DeployCrew.Rehearsal.State;

/// <summary>An ECS task of one container.</summary>
internal sealed class TaskState
{
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string ClusterArn { get; init; }

    public required string ServiceArn { get; init; }

    public required string Revision { get; init; }

    public required string TaskDefinition { get; init; }

    public required string ContainerName { get; init; }

    public required string Image { get; init; }

    public string? ImageDigest { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>PROVISIONING | PENDING | RUNNING | DEACTIVATING | STOPPING | STOPPED.</summary>
    public string LastStatus { get; set; } = "PROVISIONING";

    /// <summary>RUNNING | STOPPED.</summary>
    public string DesiredStatus { get; set; } = "RUNNING";

    public string? StopCode { get; set; }

    public string? StoppedReason { get; set; }

    public int? ExitCode { get; set; }

    /// <summary>Why the container ended, in ECS's words: CannotPullContainerError, OutOfMemoryError, …</summary>
    public string? ContainerReason { get; set; }

    public int ContainerPort { get; init; }

    /// <summary>Loopback port that the container's port is reached on.</summary>
    public int HostPort { get; set; }

    /// <summary>process | docker.</summary>
    public string? Runtime { get; set; }

    /// <summary>What the runtime knows the task by: process id and start time, or container id.</summary>
    public string? RuntimeId { get; set; }

    public string? LogGroup { get; init; }

    public string? LogStream { get; init; }

    /// <summary>Bytes of the task's output that are in the log stream already.</summary>
    public long LogOffset { get; set; }

    public bool IsActive => DesiredStatus == "RUNNING" && LastStatus != "STOPPED";
}

namespace DeployCrew.Core.Ports;

/// <summary>An ECS task.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="TaskDefinition">ARN of its task definition.</param>
/// <param name="Status">Last status, such as RUNNING or STOPPED.</param>
/// <param name="StoppedReason">Why it stopped, or null.</param>
/// <param name="Containers">Its containers.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When it ran first, or null.</param>
public sealed record EcsTask(
    string Arn, string TaskDefinition, string Status, string? StoppedReason, IReadOnlyList<EcsTaskContainer> Containers,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt)
{
    /// <summary>Last part of the ARN.</summary>
    public string Id => Arn[(Arn.LastIndexOf('/') + 1)..];
}

/// <summary>A container of a task.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ImageDigest">Digest of the image that it runs, <c>sha256:…</c>.</param>
/// <param name="ExitCode">Exit code, when it has ended.</param>
/// <param name="Reason">What ECS says about its end.</param>
/// <param name="Endpoints">Addresses that it answers on: host:port of its network bindings, or its private address with the container port.</param>
public sealed record EcsTaskContainer(string Name, string? ImageDigest, int? ExitCode, string? Reason, IReadOnlyList<string> Endpoints);

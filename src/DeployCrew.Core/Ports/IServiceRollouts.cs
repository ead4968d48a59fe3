namespace DeployCrew.Core.Ports;

/// <summary>The container orchestrator's side of a rollout (Amazon ECS).</summary>
public interface IServiceRollouts
{
    /// <summary>The service as it is now.</summary>
    /// <exception cref="Errors.DeployError">DC5001 when there is none.</exception>
    Task<EcsService> DescribeServiceAsync(string cluster, string service, CancellationToken cancellationToken);

    /// <summary>A task definition, by ARN or by family (then its newest active revision).</summary>
    Task<EcsTaskDefinition> DescribeTaskDefinitionAsync(string taskDefinition, CancellationToken cancellationToken);

    /// <summary>
    /// Registers a new revision: everything of <paramref name="basis"/> with the changes applied. Safe to repeat: where the family's newest revision
    /// is just that already, nothing is registered. Returns the revision's ARN.
    /// </summary>
    Task<string> RegisterTaskDefinitionAsync(EcsTaskDefinition basis, TaskDefinitionChanges changes, CancellationToken cancellationToken);

    /// <summary>Starts a service deployment. Returns when the orchestrator has taken it, not when it is done.</summary>
    Task UpdateServiceAsync(ServiceUpdate update, CancellationToken cancellationToken);

    /// <summary>The newest service deployments of a service, newest first.</summary>
    Task<IReadOnlyList<ServiceDeployment>> ListDeploymentsAsync(string cluster, string service, CancellationToken cancellationToken);

    /// <summary>Service deployments by ARN.</summary>
    Task<ServiceDeployment> DescribeDeploymentAsync(string deploymentArn, CancellationToken cancellationToken);

    /// <summary>The task definition that a service revision runs.</summary>
    Task<ServiceRevision> DescribeRevisionAsync(string revisionArn, CancellationToken cancellationToken);

    /// <summary>Tasks of a service: the running ones, and those that stopped within the last hour.</summary>
    Task<IReadOnlyList<EcsTask>> ListTasksAsync(string cluster, string service, CancellationToken cancellationToken);

    /// <summary>Asks for a running deployment to be stopped and rolled back.</summary>
    Task StopDeploymentAsync(string deploymentArn, CancellationToken cancellationToken);
}

/// <summary>An ECS service.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="TaskDefinition">ARN of the task definition that it should run.</param>
/// <param name="DesiredCount">Tasks that it should run.</param>
/// <param name="RunningCount">Tasks that it runs.</param>
/// <param name="Events">What the orchestrator says about it, newest first.</param>
public sealed record EcsService(
    string Arn, string Name, string TaskDefinition, int DesiredCount, int RunningCount, IReadOnlyList<ServiceEvent> Events);

/// <summary>One line of a service's event log.</summary>
public sealed record ServiceEvent(DateTimeOffset At, string Message);

/// <summary>A task definition. <paramref name="Document"/> is all of it as the API gave it, so that fields unknown to us survive a new revision.</summary>
/// <param name="Arn">ARN with revision.</param>
/// <param name="Family">Family name.</param>
/// <param name="Containers">Name and image of each container.</param>
/// <param name="Document">The API's JSON.</param>
public sealed record EcsTaskDefinition(string Arn, string Family, IReadOnlyList<EcsContainer> Containers, string Document);

/// <summary>A container of a task definition.</summary>
public sealed record EcsContainer(string Name, string Image);

/// <summary>What a new revision changes.</summary>
/// <param name="Container">Container that the changes go to.</param>
/// <param name="Image">Image by digest: <c>repository@sha256:…</c>.</param>
/// <param name="Command">Command, or null to leave it to the image.</param>
/// <param name="Cpu">CPU units of the task.</param>
/// <param name="Memory">Memory of the task in MiB.</param>
public sealed record TaskDefinitionChanges(
    string Container, string Image, IReadOnlyList<string>? Command, int Cpu, int Memory);

/// <summary>A rolling update of a service.</summary>
/// <param name="Cluster">ARN or name of the cluster.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="TaskDefinition">ARN of the revision to run.</param>
/// <param name="DesiredCount">Tasks to run.</param>
/// <param name="FailureThreshold">Failed tasks after which the circuit breaker rolls back.</param>
/// <param name="GraceSeconds">Seconds in which a new task's health checks do not count.</param>
/// <param name="RollBack">Whether a failed deployment goes back to the revision before it; not for the first one, which has none.</param>
/// <param name="Force">Whether to deploy although the service has this task definition already.</param>
public sealed record ServiceUpdate(
    string Cluster, string Service, string TaskDefinition, int DesiredCount, int FailureThreshold, int GraceSeconds, bool RollBack, bool Force);

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
    int RequestedTasks, int RunningTasks, int FailedTasks, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

/// <summary>ECS's status of a service deployment; a status that is not known here is <see cref="Unknown"/>, and not an end.</summary>
public enum ServiceDeploymentStatus
{
    Unknown, Pending, InProgress, Successful, Stopped, StopRequested,
    RollbackRequested, RollbackInProgress, RollbackSuccessful, RollbackFailed,
}

/// <summary>A service revision: the workload configuration that a deployment brings out.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="TaskDefinition">ARN of its task definition.</param>
/// <param name="ImageDigests">Digests that ECS resolved for its containers.</param>
public sealed record ServiceRevision(string Arn, string TaskDefinition, IReadOnlyList<string> ImageDigests);

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

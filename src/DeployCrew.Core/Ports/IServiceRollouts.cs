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

    /// <summary>Answers a pause of a deployment. One that has its answer already is left alone.</summary>
    /// <param name="deploymentArn">The deployment.</param>
    /// <param name="hookId">Id of the lifecycle hook that waits.</param>
    /// <param name="goOn">Whether it goes on; else it is rolled back.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task AnswerHookAsync(string deploymentArn, string hookId, bool goOn, CancellationToken cancellationToken);
}

using System.Text.Json.Nodes;
using DeployCrew.Aws.Ecs;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Rollouts with Amazon ECS and its service deployments.</summary>
public sealed class EcsServiceRollouts(AwsConnection connection) : IServiceRollouts, IDisposable
{
    private const int Recent = 10;
    private const int Looks = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private readonly EcsClient client = new(connection);

    /// <summary>The UpdateService request of an update, in the API's JSON.</summary>
    public static JsonObject UpdateRequest(ServiceUpdate update) => ServiceUpdateDocument.Of(update);

    /// <inheritdoc/>
    public async Task<EcsService> DescribeServiceAsync(string cluster, string service, CancellationToken cancellationToken) =>
        (await client.DescribeServicesAsync(cluster, [service], cancellationToken)).FirstOrDefault() ?? throw RolloutErrors.ServiceMissing(service, cluster);

    /// <inheritdoc/>
    public Task<EcsTaskDefinition> DescribeTaskDefinitionAsync(string taskDefinition, CancellationToken cancellationToken) =>
        client.DescribeTaskDefinitionAsync(taskDefinition, cancellationToken);

    /// <inheritdoc/>
    public async Task<string> RegisterTaskDefinitionAsync(EcsTaskDefinition basis, TaskDefinitionChanges changes, CancellationToken cancellationToken)
    {
        var wanted = TaskDefinitionDocument.Apply(basis, changes);
        if (await RegisteredAsync(basis.Family, wanted, cancellationToken) is { } before)
            return before;
        try
        {
            return await client.RegisterTaskDefinitionAsync(wanted, cancellationToken);
        }
        catch (AnswerLostError)
        {
            // It was registered when the newest revision is ours now; when it is not, a second call makes no second one.
            return await RegisteredAsync(basis.Family, wanted, cancellationToken) ?? await client.RegisterTaskDefinitionAsync(wanted, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task UpdateServiceAsync(ServiceUpdate update, CancellationToken cancellationToken)
    {
        // A forced deployment cannot be told by its task definition, only by its not having been there before.
        var before = update.Force ? await client.ListServiceDeploymentsAsync(update.Cluster, update.Service, Recent, cancellationToken) : [];
        try
        {
            await client.UpdateServiceAsync(ServiceUpdateDocument.Of(update), cancellationToken);
        }
        catch (AnswerLostError)
        {
            if (!await HasBegunAsync(update, before, cancellationToken))
                await client.UpdateServiceAsync(ServiceUpdateDocument.Of(update), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServiceDeployment>> ListDeploymentsAsync(string cluster, string service, CancellationToken cancellationToken)
    {
        var arns = await client.ListServiceDeploymentsAsync(cluster, service, Recent, cancellationToken);
        return [.. (await client.DescribeServiceDeploymentsAsync(arns, cancellationToken)).Select(Brief).OrderByDescending(deployment => deployment.StartedAt)];
    }

    /// <inheritdoc/>
    public async Task<ServiceDeployment> DescribeDeploymentAsync(string deploymentArn, CancellationToken cancellationToken) =>
        (await client.DescribeServiceDeploymentsAsync([deploymentArn], cancellationToken)).Select(Brief).FirstOrDefault()
            ?? throw AwsErrors.UnexpectedAnswer("ecs:DescribeServiceDeployments", $"{deploymentArn} is missing");

    /// <inheritdoc/>
    public async Task<ServiceRevision> DescribeRevisionAsync(string revisionArn, CancellationToken cancellationToken) =>
        (await client.DescribeServiceRevisionsAsync([revisionArn], cancellationToken))
            .Select(revision => new ServiceRevision(revision.Arn, revision.TaskDefinition, [.. revision.Images.Select(image => image.Digest).OfType<string>()])).FirstOrDefault()
            ?? throw AwsErrors.UnexpectedAnswer("ecs:DescribeServiceRevisions", $"{revisionArn} is missing");

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EcsTask>> ListTasksAsync(string cluster, string service, CancellationToken cancellationToken)
    {
        var arns = new List<string>();
        foreach (var status in new[] { "RUNNING", "STOPPED" })
            arns.AddRange(await client.ListTasksAsync(cluster, service, status, cancellationToken));
        return await client.DescribeTasksAsync(cluster, arns.Distinct(), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopDeploymentAsync(string deploymentArn, CancellationToken cancellationToken)
    {
        try
        {
            await client.StopServiceDeploymentAsync(deploymentArn, cancellationToken);
        }
        catch (AwsCallError error) when (error.AwsCode is "ConflictException")
        {
            // Asked again after an answer was lost, ECS may have stopped it already: that is what was wanted.
            if (!IsStopped((await DescribeDeploymentAsync(deploymentArn, cancellationToken)).Status))
                throw;
        }
    }

    /// <inheritdoc/>
    public async Task AnswerHookAsync(string deploymentArn, string hookId, bool goOn, CancellationToken cancellationToken)
    {
        try
        {
            await client.ContinueServiceDeploymentAsync(deploymentArn, hookId, goOn, cancellationToken);
        }
        catch (AwsCallError)
        {
            // Asked again after an answer was lost, or answered by somebody else: it does not wait any more, and that is what was wanted.
            if ((await DescribeDeploymentAsync(deploymentArn, cancellationToken)).Waiting?.Id == hookId)
                throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<string?> RegisteredAsync(string family, JsonObject wanted, CancellationToken cancellationToken)
    {
        var newest = await client.DescribeTaskDefinitionAsync(family, cancellationToken);
        return JsonNode.DeepEquals(wanted, TaskDefinitionDocument.Registrable(newest)) ? newest.Arn : null;
    }

    // What was taken is listed a moment later.
    private async Task<bool> HasBegunAsync(ServiceUpdate update, IReadOnlyList<string> before, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            var now = await client.ListServiceDeploymentsAsync(update.Cluster, update.Service, Recent, cancellationToken);
            var begun = await client.DescribeServiceDeploymentsAsync(now.Except(before), cancellationToken);
            var revisions = await client.DescribeServiceRevisionsAsync(begun.Select(deployment => deployment.Target.Arn).Where(arn => arn.Length > 0), cancellationToken);
            if (revisions.Any(revision => revision.TaskDefinition == update.TaskDefinition))
                return true;
            if (look == Looks)
                return false;
            await Task.Delay(LookEvery, connection.Time, cancellationToken);
        }
    }

    private static bool IsStopped(ServiceDeploymentStatus status) => status is ServiceDeploymentStatus.Stopped or ServiceDeploymentStatus.StopRequested
        or ServiceDeploymentStatus.RollbackRequested or ServiceDeploymentStatus.RollbackInProgress or ServiceDeploymentStatus.RollbackSuccessful
        or ServiceDeploymentStatus.RollbackFailed;

    private static ServiceDeployment Brief(DeploymentDescription deployment) => new(
        deployment.Arn, deployment.Status, deployment.StatusReason, deployment.Target.Arn, deployment.Target.RequestedTasks, deployment.Target.RunningTasks,
        deployment.FailedTasks, deployment.StartedAt ?? deployment.CreatedAt, deployment.FinishedAt)
    {
        Strategy = deployment.Strategy,
        Stage = deployment.LifecycleStage,
        SourceRevisionArns = [.. deployment.Sources.Select(source => source.Arn)],
        ProductionPercent = deployment.Target.ProductionPercent,
        TestPercent = deployment.Target.TestPercent,
        TriggeredAlarms = deployment.TriggeredAlarms,
        CanPause = deployment.CanPause,
        Hooks = deployment.Hooks,
    };
}

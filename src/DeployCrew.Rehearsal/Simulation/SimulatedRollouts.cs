using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>ECS of a simulated cloud, as the adapter of the real one answers.</summary>
/// <param name="cloud">The cloud.</param>
/// <param name="request">The UpdateService request of an update.</param>
public sealed class SimulatedRollouts(SimulatedCloud cloud, Func<ServiceUpdate, JsonObject> request) : IServiceRollouts
{
    private const int Recent = 10;
    private readonly SimulatedCalls calls = new(cloud);

    /// <inheritdoc/>
    public Task<EcsService> DescribeServiceAsync(string cluster, string service, CancellationToken cancellationToken) => calls.CallAsync("ecs:DescribeServices", () =>
        new EcsService(
            cloud.Service.Arn, cloud.Service.Name, cloud.Service.TaskDefinition, cloud.Service.DesiredCount, cloud.State.Tasks.Values.Count(task => task.LastStatus == "RUNNING"),
            [.. cloud.Service.Events.Select(line => new ServiceEvent(line.At, line.Message))]),
        cancellationToken);

    /// <inheritdoc/>
    public Task<EcsTaskDefinition> DescribeTaskDefinitionAsync(string taskDefinition, CancellationToken cancellationToken) => calls.CallAsync("ecs:DescribeTaskDefinition", () =>
    {
        var json = cloud.State.TaskDefinitions[taskDefinition];
        return new EcsTaskDefinition(
            taskDefinition, cloud.Settings.Name, [.. json.Objects("containerDefinitions").Select(one => new EcsContainer(one.Text("name")!, one.Text("image")!))], json.ToJsonString());
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<string> RegisterTaskDefinitionAsync(EcsTaskDefinition basis, TaskDefinitionChanges changes, CancellationToken cancellationToken) =>
        calls.CallAsync("ecs:RegisterTaskDefinition", () => cloud.State.TaskDefinitions.First(one => one.Value.Objects("containerDefinitions").Any(container => container.Text("image") == changes.Image)).Key, cancellationToken);

    /// <inheritdoc/>
    public Task UpdateServiceAsync(ServiceUpdate update, CancellationToken cancellationToken) => calls.CallAsync("ecs:UpdateService", () =>
    {
        var json = (JsonObject)JsonNode.Parse(request(update).ToJsonString())!;
        ServiceChanges.Refuse(cloud.State, json, cloud.Service);
        var before = cloud.Service.DesiredCount;
        ServiceChanges.Configure(cloud.Service, json);
        if (update.Force || update.TaskDefinition != cloud.Service.TaskDefinition)
            cloud.Changes.Deploy(cloud.State, cloud.Service, update.TaskDefinition, before);
        return true;
    }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ServiceDeployment>> ListDeploymentsAsync(string cluster, string service, CancellationToken cancellationToken) =>
        calls.CallAsync<IReadOnlyList<ServiceDeployment>>("ecs:ListServiceDeployments", () => [.. cloud.Service.Deployments.Take(Recent).Select(Of)], cancellationToken);

    /// <inheritdoc/>
    public Task<ServiceDeployment> DescribeDeploymentAsync(string deploymentArn, CancellationToken cancellationToken) =>
        calls.CallAsync("ecs:DescribeServiceDeployments", () => Of(cloud.Service.Deployments.First(one => one.Arn == deploymentArn)), cancellationToken);

    /// <inheritdoc/>
    public Task<ServiceRevision> DescribeRevisionAsync(string revisionArn, CancellationToken cancellationToken) => calls.CallAsync("ecs:DescribeServiceRevisions", () =>
        new ServiceRevision(revisionArn, cloud.Service.Revision(revisionArn).TaskDefinition, [.. cloud.Service.Revision(revisionArn).Digests.Values]), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<EcsTask>> ListTasksAsync(string cluster, string service, CancellationToken cancellationToken) =>
        calls.CallAsync<IReadOnlyList<EcsTask>>("ecs:DescribeTasks", () => [.. cloud.State.Tasks.Values.Select(Of)], cancellationToken);

    /// <inheritdoc/>
    public async Task StopDeploymentAsync(string deploymentArn, CancellationToken cancellationToken)
    {
        try
        {
            await calls.CallAsync("ecs:StopServiceDeployment", () =>
            {
                DeploymentRequests.Stop(cloud.State, deploymentArn, rollBack: true, cloud.Now);
                return true;
            }, cancellationToken);
        }
        catch (AwsCallError error) when (error.AwsCode is "ConflictException")
        {
            var deployment = await DescribeDeploymentAsync(deploymentArn, cancellationToken);
            if (!deployment.IsGoingBack && !(deployment.HasEnded && deployment.Status != ServiceDeploymentStatus.Successful))
                throw;
        }
    }

    /// <inheritdoc/>
    public async Task AnswerHookAsync(string deploymentArn, string hookId, bool goOn, CancellationToken cancellationToken)
    {
        try
        {
            await calls.CallAsync("ecs:ContinueServiceDeployment", () =>
            {
                DeploymentRequests.Continue(cloud.State, deploymentArn, hookId, rollBack: !goOn, cloud.Now);
                return true;
            }, cancellationToken);
        }
        catch (AwsCallError)
        {
            if ((await DescribeDeploymentAsync(deploymentArn, cancellationToken)).Waiting?.Id == hookId)
                throw;
        }
    }

    private ServiceDeployment Of(DeploymentState deployment)
    {
        var target = EcsDeploymentJson.RevisionSummary(cloud.State, cloud.Service, deployment.TargetRevision, deployment);
        return new ServiceDeployment(
            deployment.Arn, Enum.Parse<ServiceDeploymentStatus>(deployment.Status.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), deployment.StatusReason, deployment.TargetRevision,
            target.Number("requestedTaskCount") ?? 0, target.Number("runningTaskCount") ?? 0, deployment.Failures, deployment.StartedAt ?? deployment.CreatedAt, deployment.FinishedAt)
        {
            Strategy = StrategySettings.Of(deployment.Configuration),
            Stage = deployment.Shift?.Stage,
            SourceRevisionArns = deployment.SourceRevision is { } source ? [source] : [],
            ProductionPercent = deployment.Shift?.Production,
            TestPercent = deployment.Shift?.Test,
            TriggeredAlarms = [.. deployment.TriggeredAlarms],
            CanPause = deployment.Configuration?.Objects("lifecycleHooks").Any() ?? false,
            Hooks = [.. deployment.Shift?.Hooks.Select(hook => new LifecycleHook(hook.Id, "PAUSE", hook.Status, hook.ExpiresAt(cloud.State.TimeScale), hook.TimeoutAction)) ?? []],
        };
    }

    private EcsTask Of(TaskState task) => new(
        task.Arn, task.TaskDefinition, task.LastStatus, task.StoppedReason,
        [
            new EcsTaskContainer(
                task.ContainerName, SimulatedCloud.Digest(SimulatedCloud.VersionOf(task)), task.ExitCode, task.ContainerReason, task.HostPort > 0 ? [SimulatedBalancer.Endpoint(task)] : []),
        ],
        task.CreatedAt, task.StartedAt);
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;

namespace DeployCrew.Pipeline;

/// <summary>Brings each service to the pushed image by a service deployment, and watches that deployment to its end.</summary>
internal sealed class RolloutStage(IContractStore contracts, IServiceRollouts rollouts, RolloutWatch watch, DeployedImages deployed, ImageGate gate) : IStage
{
    public string Name => StageNames.Rollout;

    public IReadOnlyList<string> DependsOn => [StageNames.Push];

    public TimeSpan Timeout => TimeSpan.FromMinutes(30);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var contract = await Contract.ReadAsync(contracts, context.Request, cancellationToken);
        var threshold = context.Requirements().Deploy.FailureThreshold;
        var done = new SortedDictionary<string, RolledOutService>(StringComparer.Ordinal);
        ServiceRollout[] all = [.. context.Services().Select(one => new ServiceRollout(one.Key, one.Value, contract, context.Get(Outputs.Pushed)[one.Key]))];
        foreach (var rollout in all)
            await gate.CheckAsync(context, rollout, await rollouts.DescribeTaskDefinitionAsync(rollout.StackTaskDefinition, cancellationToken), cancellationToken);
        foreach (var rollout in all)
        {
            done[rollout.Name] = await RollOutAsync(context, rollout, threshold, cancellationToken);
            await deployed.MarkAsync(context, rollout, cancellationToken);
        }

        context.Set(Outputs.Rollout, done);
        context.Summary = string.Join("; ", done.Select(one => $"{one.Key}: {(one.Value.Deployment is null ? "unchanged" : "deployed")}"));
    }

    private async Task<RolledOutService> RollOutAsync(StageContext context, ServiceRollout rollout, int threshold, CancellationToken cancellationToken)
    {
        var service = await rollouts.DescribeServiceAsync(rollout.Cluster, rollout.ServiceName, cancellationToken);
        var basis = await rollouts.DescribeTaskDefinitionAsync(rollout.StackTaskDefinition, cancellationToken);
        var changes = new TaskDefinitionChanges(
            rollout.Name, rollout.Pushed.Reference, rollout.Requirements.Command, rollout.Requirements.Cpu, rollout.Requirements.Memory);
        var definition = await rollouts.RegisterTaskDefinitionAsync(basis, changes, cancellationToken);
        var latest = await LatestAsync(rollout, definition, cancellationToken);
        if (latest is { Status: ServiceDeploymentStatus.Successful } && service.TaskDefinition == definition && service.DesiredCount >= rollout.Requirements.Scaling.Min)
            return new RolledOutService(definition, null, latest.TargetRevisionArn);
        var first = !await HasWorkedAsync(rollout, cancellationToken);
        if (latest is null or { FinishedAt: not null })
        {
            context.Progress($"{rollout.Name}: deploying {rollout.Pushed.Digest[..19]}{(first ? ", the first version" : "")}");
            await rollouts.UpdateServiceAsync(
                new ServiceUpdate(
                    rollout.Cluster, rollout.ServiceName, definition, Math.Max(service.DesiredCount, rollout.Requirements.Scaling.Min), threshold,
                    rollout.Requirements.Health.GraceSeconds, RollBack: !first, Force: service.TaskDefinition == definition),
                cancellationToken);
        }
        else
        {
            context.Progress($"{rollout.Name}: the deployment of {rollout.Pushed.Digest[..19]} is under way already");
        }

        var deployment = await watch.UntilEndAsync(context, rollout, definition, first, cancellationToken);
        return new RolledOutService(definition, deployment.Arn, deployment.TargetRevisionArn);
    }

    // Whether an image of ours has ever come up. The stack's own placeholder, which never ran, is nothing to roll back to.
    private async Task<bool> HasWorkedAsync(ServiceRollout rollout, CancellationToken cancellationToken)
    {
        var deployments = await rollouts.ListDeploymentsAsync(rollout.Cluster, rollout.ServiceName, cancellationToken);
        if (deployments.FirstOrDefault(one => one.Status == ServiceDeploymentStatus.Successful) is not { } worked)
            return false;
        var revision = await rollouts.DescribeRevisionAsync(worked.TargetRevisionArn, cancellationToken);
        var definition = await rollouts.DescribeTaskDefinitionAsync(revision.TaskDefinition, cancellationToken);
        return definition.Containers.Any(container => container.Image.StartsWith(rollout.Repository + "@", StringComparison.Ordinal));
    }

    // The newest deployment, if it is of our task definition: a run that was killed finds its own again.
    private async Task<ServiceDeployment?> LatestAsync(ServiceRollout rollout, string definition, CancellationToken cancellationToken)
    {
        var newest = (await rollouts.ListDeploymentsAsync(rollout.Cluster, rollout.ServiceName, cancellationToken)).FirstOrDefault();
        if (newest is null)
            return null;
        var revision = await rollouts.DescribeRevisionAsync(newest.TargetRevisionArn, cancellationToken);
        return revision.TaskDefinition == definition ? newest : null;
    }
}

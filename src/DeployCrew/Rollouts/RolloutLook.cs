using DeployCrew.Core.Ports;

namespace DeployCrew.Rollouts;

/// <summary>Takes one look at a rollout: orchestrator and load balancer.</summary>
internal sealed class RolloutLook(IServiceRollouts rollouts, ITargetHealth targets, TimeProvider time)
{
    public async Task<RolloutSnapshot> TakeAsync(ServiceRollout rollout, OurDeployment ours, CancellationToken cancellationToken)
    {
        var deployment = await rollouts.DescribeDeploymentAsync(ours.Arn, cancellationToken);
        var tasks = (await rollouts.ListTasksAsync(rollout.Cluster, rollout.ServiceName, cancellationToken))
            .Where(task => task.TaskDefinition == ours.TaskDefinition && task.CreatedAt >= deployment.StartedAt).ToArray();
        var behind = new List<Target>();
        foreach (var group in rollout.TargetGroups)
            behind.AddRange(await targets.DescribeAsync(group, cancellationToken));
        Target[] own = [.. behind.Where(target => tasks.Any(task => RolloutEvidence.Has(task, target.Endpoint)))];
        return new RolloutSnapshot(time.GetUtcNow(), deployment, tasks, own, Balanced: rollout.TargetGroups.Count > 0);
    }
}

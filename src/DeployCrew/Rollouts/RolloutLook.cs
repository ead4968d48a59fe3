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
        var own = new List<Target>();
        string? holding = null;
        foreach (var group in rollout.TargetGroups)
        {
            var here = (await targets.DescribeAsync(group, cancellationToken)).Where(target => tasks.Any(task => RolloutEvidence.Has(task, target.Endpoint))).ToArray();
            own.AddRange(here);
            holding = here.Length > 0 ? group : holding;
        }

        return new RolloutSnapshot(time.GetUtcNow(), deployment, tasks, own, Balanced: rollout.TargetGroups.Count > 0) { TargetGroup = holding };
    }
}

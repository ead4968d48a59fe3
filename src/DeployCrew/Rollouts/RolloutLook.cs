using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Rollouts;

/// <summary>Takes one look at a rollout: orchestrator and load balancer.</summary>
internal sealed class RolloutLook(IServiceRollouts rollouts, ITargetHealth targets, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    /// <summary>Looks, and looks again for a while when AWS does not answer: a throttled API says nothing of the rollout, which goes on by itself.</summary>
    /// <exception cref="DeployError">A call failed for good, or for five minutes.</exception>
    public async Task<RolloutSnapshot> TakeAsync(ServiceRollout rollout, OurDeployment ours, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                return await OnceAsync(rollout, ours, cancellationToken);
            }
            catch (DeployError error) when (error.IsTransient && time.GetUtcNow() < deadline)
            {
                await Task.Delay(Again, time, cancellationToken);
            }
        }
    }

    private async Task<RolloutSnapshot> OnceAsync(ServiceRollout rollout, OurDeployment ours, CancellationToken cancellationToken)
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

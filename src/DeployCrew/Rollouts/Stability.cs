using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Stages;

namespace DeployCrew.Rollouts;

/// <summary>Waits, after a deployment, until nothing moves any more: as many tasks as wanted, all of our revision, and no target that drains.</summary>
internal sealed class Stability(IServiceRollouts rollouts, ITargetHealth targets, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <exception cref="DeployError">DC5018: it was not at rest in a quarter of an hour.</exception>
    public async Task UntilReachedAsync(StageContext context, ServiceRollout rollout, string definition, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + Limit;
        var said = "";
        while (await MovesAsync(rollout, definition, cancellationToken) is { } what)
        {
            if (time.GetUtcNow() > deadline)
                throw RolloutErrors.NotStable(rollout.Name, (int)Limit.TotalMinutes, what);
            if (what != said)
                context.Progress($"{rollout.Name}: {said = what}");
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private async Task<string?> MovesAsync(ServiceRollout rollout, string definition, CancellationToken cancellationToken)
    {
        var service = await rollouts.DescribeServiceAsync(rollout.Cluster, rollout.ServiceName, cancellationToken);
        var running = (await rollouts.ListTasksAsync(rollout.Cluster, rollout.ServiceName, cancellationToken)).Where(task => task.Status != "STOPPED").ToArray();
        var own = running.Count(task => task.Status == "RUNNING" && task.TaskDefinition == definition);
        if (own != service.DesiredCount || running.Length != own)
            return $"{own} of {service.DesiredCount} tasks run, {running.Length - own} others are on their way";
        foreach (var group in rollout.TargetGroups)
        {
            var moving = (await targets.DescribeAsync(group, cancellationToken)).Count(target => target.State is not ("healthy" or "unused"));
            if (moving > 0)
                return $"{moving} targets are not at rest";
        }

        return null;
    }
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>Sees to it that there is a service deployment of a task definition: finds the one that is there, or asks for one.</summary>
internal sealed class RolloutStart(IServiceRollouts rollouts, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>The deployment that brings the task definition out; null when the service runs it already, by a deployment that was successful.</summary>
    /// <exception cref="DeployError">DC5004: ours is not there. DC5011: somebody else's is in the way.</exception>
    public async Task<(OurDeployment? Ours, ServiceDeployment? Live)> BeginAsync(
        StageContext context, ServiceRollout rollout, Release release, CancellationToken cancellationToken)
    {
        var definition = release.TaskDefinition;
        var service = await rollouts.DescribeServiceAsync(rollout.Cluster, rollout.ServiceName, cancellationToken);
        var recent = await rollouts.ListDeploymentsAsync(rollout.Cluster, rollout.ServiceName, cancellationToken);
        var newest = recent.FirstOrDefault();
        var own = newest is not null && await RunsAsync(newest, definition, cancellationToken) ? newest : null;
        if (own is { Status: ServiceDeploymentStatus.Successful } && service.TaskDefinition == definition && service.DesiredCount >= rollout.Requirements.Scaling.Min)
            return (null, own);
        var first = !await HasWorkedAsync(rollout, recent, cancellationToken);
        var deploy = context.Requirements().Deploy;
        var strategy = first ? release.Strategy.ForTheFirst() : release.Strategy;
        OurDeployment Ours(string arn) => new(arn, definition, strategy, deploy.FailureThreshold, first);
        if (own is { HasEnded: true } && IsUnjudged(context, rollout, own))
            return (Ours(own.Arn), null);
        if (own is { HasEnded: false })
        {
            context.Progress($"{rollout.Name}: the deployment of {rollout.Pushed.Digest[..19]} is under way already");
            return (Ours(own.Arn), null);
        }

        if (newest is { HasEnded: false })
            await MakeWayAsync(context, rollout, strategy, newest, first, cancellationToken);
        context.Set(Before(rollout), newest?.Arn ?? "");
        context.Progress($"{rollout.Name}: deploying {rollout.Pushed.Digest[..19]}{(first ? ", the first version" : "")}");
        await rollouts.UpdateServiceAsync(
            new ServiceUpdate(
                rollout.Cluster, rollout.ServiceName, definition, Math.Max(service.DesiredCount, rollout.Requirements.Scaling.Min), deploy.FailureThreshold,
                rollout.Requirements.Health.GraceSeconds, RollBack: !first, Force: service.TaskDefinition == definition)
            {
                Strategy = strategy,
                Alarms = release.Supervised ? deploy.Alarms : [],
                PauseBeforeTraffic = release.Supervised && deploy.PausesTraffic() && !first ? TimeSpan.FromMinutes(deploy.WaitMinutes) : null,
            },
            cancellationToken);
        var started = await new StartedDeployment(rollouts, time).FindAsync(rollout.Name, rollout.Cluster, rollout.ServiceName, definition, newest?.Arn, cancellationToken);
        return (Ours(started.Arn), null);
    }

    /// <summary>The deployment that was the newest before this run asked for its own: what is newer is ours, even if the run was killed meanwhile.</summary>
    public static OutputKey<string> Before(ServiceRollout rollout) => new($"deployment-before-{rollout.Name}");

    /// <summary>The deployment of this run whose bad end was reported.</summary>
    public static OutputKey<string> Judged(ServiceRollout rollout) => new($"deployment-judged-{rollout.Name}");

    // It came to a bad end while nobody watched: the run was killed. Somebody may have ended it, so that it is not simply tried again.
    private static bool IsUnjudged(StageContext context, ServiceRollout rollout, ServiceDeployment own) =>
        own.Status != ServiceDeploymentStatus.Successful && context.TryGet(Before(rollout), out var before) && before != own.Arn
        && !(context.TryGet(Judged(rollout), out var judged) && judged == own.Arn);

    // ECS lets a new deployment take the place of one that runs. Where traffic is divided at that moment, that is for somebody to decide.
    private async Task MakeWayAsync(
        StageContext context, ServiceRollout rollout, DeploymentStrategy strategy, ServiceDeployment open, bool first, CancellationToken cancellationToken)
    {
        if (await IsOfTheStackAsync(open, cancellationToken) && !first)
            await EndedAsync(context, rollout, strategy, open, cancellationToken);
        else if (!first && (strategy.ShiftsTraffic || open.ProductionPercent is > 0 and < 100))
            throw RolloutErrors.InTheWay(rollout.Name, open.Arn, context.Request.Environment);
        else
            context.Progress($"{rollout.Name}: takes the place of the deployment {open.Arn}, which has not ended");
    }

    // The stack changed settings of the service (its load balancers, its strategy): the same task definition comes out anew.
    private async Task<bool> IsOfTheStackAsync(ServiceDeployment open, CancellationToken cancellationToken)
    {
        if (open.SourceRevisionArns.Count == 0)
            return false;
        var source = await rollouts.DescribeRevisionAsync(open.SourceRevisionArns[0], cancellationToken);
        return await RunsAsync(open, source.TaskDefinition, cancellationToken);
    }

    private async Task EndedAsync(StageContext context, ServiceRollout rollout, DeploymentStrategy strategy, ServiceDeployment open, CancellationToken cancellationToken)
    {
        context.Progress($"{rollout.Name}: waits for the deployment of the stack's changes, {open.Arn}");
        var deadline = time.GetUtcNow() + strategy.BakeTime + TimeSpan.FromMinutes(15);
        while (!(await rollouts.DescribeDeploymentAsync(open.Arn, cancellationToken)).HasEnded)
        {
            if (time.GetUtcNow() > deadline)
                throw RolloutErrors.InTheWay(rollout.Name, open.Arn, context.Request.Environment);
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    // Whether an image of ours has ever come up. The stack's own placeholder, which never ran, is nothing to roll back to.
    private async Task<bool> HasWorkedAsync(ServiceRollout rollout, IReadOnlyList<ServiceDeployment> recent, CancellationToken cancellationToken)
    {
        if (recent.FirstOrDefault(one => one.Status == ServiceDeploymentStatus.Successful) is not { } worked)
            return false;
        var revision = await rollouts.DescribeRevisionAsync(worked.TargetRevisionArn, cancellationToken);
        var definition = await rollouts.DescribeTaskDefinitionAsync(revision.TaskDefinition, cancellationToken);
        return definition.Containers.Any(container => container.Image.StartsWith(rollout.Repository + "@", StringComparison.Ordinal));
    }

    private async Task<bool> RunsAsync(ServiceDeployment deployment, string definition, CancellationToken cancellationToken) =>
        (await rollouts.DescribeRevisionAsync(deployment.TargetRevisionArn, cancellationToken)).TaskDefinition == definition;
}

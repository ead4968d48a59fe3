using DeployCrew.Core.Errors;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>Brings a release out: finds or starts its deployment, and watches it to its end.</summary>
internal sealed class Releases(RolloutStart start, RolloutWatch watch, Stability stability, Analyses analyses)
{
    /// <summary>Returns when the release was brought out.</summary>
    /// <exception cref="DeployError">As <see cref="RolloutWatch"/> and <see cref="RolloutStart"/> have them.</exception>
    public async Task<RolledOutService> BringOutAsync(StageContext context, ServiceRollout rollout, Release release, CancellationToken cancellationToken)
    {
        var (ours, live) = await start.BeginAsync(context, rollout, release, cancellationToken);
        if (ours is null)
        {
            var own = context.TryGet(RolloutStart.Before(rollout), out var before) && before != live!.Arn;
            return new RolledOutService(release.TaskDefinition, own ? live!.Arn : null, live!.TargetRevisionArn);
        }

        var deployment = await watch.UntilEndAsync(context, rollout, ours, analyses.Begin(context, rollout, release, ours), cancellationToken);
        if (context.Request.UntilStable)
            await stability.UntilReachedAsync(context, rollout, release.TaskDefinition, cancellationToken);
        return new RolledOutService(release.TaskDefinition, deployment.Arn, deployment.TargetRevisionArn);
    }
}

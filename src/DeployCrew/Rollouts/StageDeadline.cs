using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;

namespace DeployCrew.Rollouts;

/// <summary>How long each stage of a deployment may go without moving. ECS itself gives a stage 24 hours.</summary>
internal sealed class StageDeadline(DeploymentStrategy strategy)
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);
    private string where = "";
    private DateTimeOffset since;

    /// <summary>The stage that is over its time, and how long it was given; null while all is well.</summary>
    public (string Stage, TimeSpan Limit)? Overdue(RolloutSnapshot seen)
    {
        var deployment = seen.Deployment;
        var now = $"{deployment.Status}/{deployment.Stage}/{deployment.ProductionPercent}/{deployment.RunningTasks}/{seen.Healthy}/{deployment.Waiting?.Id}";
        if (now != where)
            (where, since) = (now, seen.At);
        var limit = Limit(deployment, since);
        return seen.At - since > limit ? (deployment.Stage ?? deployment.Status.ToString(), limit) : null;
    }

    private TimeSpan Limit(ServiceDeployment deployment, DateTimeOffset since)
    {
        if (deployment.Waiting is { ExpiresAt: { } expires })
            return expires - since + Slack;
        return Slack + TimeSpan.FromMinutes((strategy, deployment.Stage) switch
        {
            (DeploymentStrategy.BlueGreen one, _) => one.BakeMinutes,
            (DeploymentStrategy.Canary one, "BAKE_TIME") => one.BakeMinutes,
            (DeploymentStrategy.Linear one, "BAKE_TIME") => one.BakeMinutes,
            (DeploymentStrategy.Canary one, _) => one.CanaryBakeMinutes,
            (DeploymentStrategy.Linear one, _) => one.StepBakeMinutes,
            _ => 0,
        });
    }
}

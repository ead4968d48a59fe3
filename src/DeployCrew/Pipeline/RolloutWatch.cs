using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Stages;

namespace DeployCrew.Pipeline;

/// <summary>Watches the one deployment that brings out our task definition; "the service is stable" is never taken for an answer.</summary>
internal sealed class RolloutWatch(IServiceRollouts rollouts, RolloutEvidence evidence, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>Returns when the deployment was successful.</summary>
    /// <exception cref="DeployError">DC5002 rolled back, DC5003 the first version did not come up, DC5004 superseded, DC5006 any other end.</exception>
    public async Task<ServiceDeployment> UntilEndAsync(
        StageContext context, ServiceRollout rollout, string definition, bool first, CancellationToken cancellationToken)
    {
        var pause = ShortestPause;
        var said = "";
        var arn = await OursAsync(rollout, definition, cancellationToken);
        while (true)
        {
            var deployment = await rollouts.DescribeDeploymentAsync(arn, cancellationToken);
            await evidence.CollectAsync(rollout, definition, cancellationToken);
            if (deployment.FinishedAt is not null || IsEnd(deployment.Status))
                return await JudgeAsync(context, rollout, deployment, first, cancellationToken);
            var line = $"{rollout.Name}: {deployment.RunningTasks} of {deployment.RequestedTasks} tasks run, {deployment.FailedTasks} failed, {deployment.Status}";
            if (line != said)
            {
                context.Progress(said = line);
                pause = ShortestPause;
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 1.25 < LongestPause ? pause * 1.25 : LongestPause;
        }
    }

    // UpdateService does not name the deployment that it starts; the one of our task definition is ours.
    private async Task<string> OursAsync(ServiceRollout rollout, string definition, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + TimeSpan.FromMinutes(1);
        while (true)
        {
            var newest = (await rollouts.ListDeploymentsAsync(rollout.Cluster, rollout.ServiceName, cancellationToken)).FirstOrDefault();
            if (newest is not null && (await rollouts.DescribeRevisionAsync(newest.TargetRevisionArn, cancellationToken)).TaskDefinition == definition)
                return newest.Arn;
            if (time.GetUtcNow() > deadline)
                throw RolloutErrors.Superseded(rollout.Name, newest?.Arn ?? "none");
            await Task.Delay(ShortestPause, time, cancellationToken);
        }
    }

    private async Task<ServiceDeployment> JudgeAsync(
        StageContext context, ServiceRollout rollout, ServiceDeployment deployment, bool first, CancellationToken cancellationToken)
    {
        if (deployment.Status == ServiceDeploymentStatus.Successful)
            return deployment;
        var reason = deployment.StatusReason ?? deployment.Status.ToString();
        var lines = await evidence.LinesAsync(rollout, cancellationToken);
        foreach (var line in lines)
            context.Log(line);
        throw deployment.Status switch
        {
            ServiceDeploymentStatus.RollbackSuccessful => RolloutErrors.RolledBack(rollout.Name, reason, lines),
            _ when reason.Contains("superseded", StringComparison.Ordinal) => RolloutErrors.Superseded(rollout.Name, reason),
            _ when first => RolloutErrors.FirstDeploymentFailed(rollout.Name, reason, lines),
            _ => RolloutErrors.Stopped(rollout.Name, deployment.Status.ToString(), reason, lines),
        };
    }

    private static bool IsEnd(ServiceDeploymentStatus status) => status is ServiceDeploymentStatus.Successful or ServiceDeploymentStatus.Stopped
        or ServiceDeploymentStatus.RollbackSuccessful or ServiceDeploymentStatus.RollbackFailed;
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>Watches the one deployment that brings out our task definition; "the service is stable" is never taken for an answer.</summary>
internal sealed class RolloutWatch(IServiceRollouts rollouts, RolloutLook look, RolloutEvidence evidence, TrafficGate gate, TimeProvider time)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <summary>Returns when the deployment was successful.</summary>
    /// <param name="context">The stage.</param>
    /// <param name="rollout">The service.</param>
    /// <param name="ours">The deployment, and how it was asked for.</param>
    /// <param name="analysis">What looks at the new version; null: nothing does.</param>
    /// <param name="cancellationToken">Stops watching; the deployment goes on.</param>
    /// <exception cref="DeployError">DC5020 its analysis failed, DC5021 nothing could be told by it, DC5002 rolled back, DC5003 the first version did not come up, DC5004 superseded, DC5006 any other end,
    /// DC5010 the way back has not ended in its time.</exception>
    public async Task<ServiceDeployment> UntilEndAsync(StageContext context, ServiceRollout rollout, OurDeployment ours, AnalysisRun? analysis, CancellationToken cancellationToken)
    {
        var pause = ShortestPause;
        var progress = new RolloutProgress(context, rollout.Name, ours.Strategy);
        var deadline = new StageDeadline(ours.Strategy);
        string? stoppedFor = null;
        while (true)
        {
            var seen = await look.TakeAsync(rollout, ours, cancellationToken);
            await evidence.CollectAsync(rollout, seen, cancellationToken);
            if (seen.Deployment.HasEnded)
            {
                progress.Report(seen, null);
                return await JudgeAsync(context, rollout, ours, seen, stoppedFor, cancellationToken);
            }

            var overdue = deadline.Overdue(seen);
            if (overdue is { } late && (stoppedFor is not null || seen.Deployment.IsGoingBack))
                throw RolloutErrors.StuckOnTheWayBack(rollout.Name, late.Stage, (int)late.Limit.TotalMinutes, await evidence.LinesAsync(rollout, cancellationToken));
            if (stoppedFor is null && !seen.Deployment.IsGoingBack && Hopeless(rollout, ours, seen, overdue) is { } reason)
            {
                context.Progress($"{rollout.Name}: stopped, {reason}");
                stoppedFor = reason;
                await rollouts.StopDeploymentAsync(ours.Arn, cancellationToken);
            }

            var (waiting, failed) = stoppedFor is null ? await gate.PassAsync(context, rollout, seen, analysis, cancellationToken) : (null, null);
            if (failed is not null)
            {
                stoppedFor = string.Join("; ", failed.Reasons);
                context.Progress($"{rollout.Name}: the analysis failed, it is rolled back: {stoppedFor}");
            }

            if (progress.Report(seen, waiting))
                pause = ShortestPause;
            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 1.25 < LongestPause ? pause * 1.25 : LongestPause;
        }
    }

    private static string? Hopeless(ServiceRollout rollout, OurDeployment ours, RolloutSnapshot seen, (string Stage, TimeSpan Limit)? overdue) =>
        seen.Deployment.Stage == "CLEAN_UP" ? null // ECS refuses to stop it there: the earlier tasks go already
        : overdue is { } late ? $"{late.Stage} has not ended in {(int)late.Limit.TotalMinutes} minutes"
        : seen.Deployment.TriggeredAlarms.Count > 0 ? null // ECS is about to act on it itself
        : HopelessTasks.Reason(seen, Enough(ours), TimeSpan.FromSeconds(rollout.Requirements.Health.GraceSeconds));

    // Of rolling deployments ECS's own circuit breaker counts failures; it has the first word.
    private static int Enough(OurDeployment ours) => ours.Strategy.ShiftsTraffic ? ours.FailureThreshold : ours.FailureThreshold + 1;

    private async Task<ServiceDeployment> JudgeAsync(
        StageContext context, ServiceRollout rollout, OurDeployment ours, RolloutSnapshot seen, string? stoppedFor, CancellationToken cancellationToken)
    {
        var deployment = seen.Deployment;
        if (deployment.Status == ServiceDeploymentStatus.Successful)
            return deployment;
        context.Set(RolloutStart.Judged(rollout), ours.Arn);
        var reason = stoppedFor ?? deployment.StatusReason ?? deployment.Status.ToString();
        if (deployment.TriggeredAlarms.Count > 0)
            reason = $"{reason} (alarms: {string.Join(", ", deployment.TriggeredAlarms)})";
        var lines = await evidence.LinesAsync(rollout, cancellationToken);
        foreach (var line in lines)
            context.Log(line);
        if (deployment.Status == ServiceDeploymentStatus.Stopped && await NewerAsync(rollout, ours, cancellationToken) is { } newer)
            throw RolloutErrors.Superseded(rollout.Name, newer);
        var analysed = AnalysisEnd.Of(context.Recorded<AnalysisSample>(JournalKinds.RolloutAnalysis), deployment);
        throw deployment.Status switch
        {
            ServiceDeploymentStatus.RollbackSuccessful when analysed is not null => OfAnalysis(context, rollout, analysed, lines),
            _ when ours.First => RolloutErrors.FirstDeploymentFailed(rollout.Name, reason, lines),
            ServiceDeploymentStatus.RollbackSuccessful when stoppedFor is null && deployment.TriggeredAlarms.Count == 0 && !seen.Failed.Any() && deployment.FailedTasks == 0 =>
                RolloutErrors.Aborted(rollout.Name, reason, lines),
            ServiceDeploymentStatus.RollbackSuccessful => RolloutErrors.RolledBack(rollout.Name, reason, lines),
            _ => RolloutErrors.Stopped(rollout.Name, deployment.Status.ToString(), reason, lines),
        };
    }

    private static DeployError OfAnalysis(StageContext context, ServiceRollout rollout, AnalysisSample sample, IReadOnlyList<string> lines)
    {
        var reasons = string.Join("; ", sample.Reasons);
        IReadOnlyList<string> evidence = [.. sample.Transcript, .. lines];
        return sample.Outcome == AnalysisOutcome.Fail
            ? AnalysisErrors.Failed(rollout.Name, sample.ProductionPercent, reasons, evidence)
            : AnalysisErrors.Inconclusive(rollout.Name, sample.ProductionPercent, reasons, context.Requirements().Deploy.WaitMinutes, evidence);
    }

    private async Task<string?> NewerAsync(ServiceRollout rollout, OurDeployment ours, CancellationToken cancellationToken) =>
        (await rollouts.ListDeploymentsAsync(rollout.Cluster, rollout.ServiceName, cancellationToken)).FirstOrDefault() is { } newest && newest.Arn != ours.Arn
            ? newest.Arn : null;
}

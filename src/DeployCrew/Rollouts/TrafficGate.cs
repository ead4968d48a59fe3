using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>
/// Answers the pauses before each shift of production's traffic: goes on, goes back, or waits, for numbers or for somebody. Between pauses it looks
/// whether what has been shifted has to go back.
/// </summary>
internal sealed class TrafficGate(IContractStore contracts, IServiceRollouts rollouts)
{
    /// <summary>Looks whether a deployment can go on, and answers its pause when it can.</summary>
    /// <param name="context">The stage.</param>
    /// <param name="rollout">The service.</param>
    /// <param name="seen">Where its deployment stands.</param>
    /// <param name="analysis">What looks at the new version; null: nothing does.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>What it waits for, null when it goes on; and why it was sent back, null when it was not.</returns>
    public async Task<(string? Waiting, AnalysisSample? Failed)> PassAsync(
        StageContext context, ServiceRollout rollout, RolloutSnapshot seen, AnalysisRun? analysis, CancellationToken cancellationToken)
    {
        var found = analysis is not null && IsToBeLookedAt(seen) ? await analysis.LookAsync(seen, cancellationToken) : null;
        if (found?.Outcome == AnalysisOutcome.Fail)
        {
            await SendBackAsync(seen, cancellationToken);
            return (null, found);
        }

        if (seen.Deployment.Waiting is not { Id: { } hook } waiting)
            return (null, null);
        var until = waiting.ExpiresAt is { } expires ? $" until {expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC, then it is rolled back" : "";
        var go = $"deploycrew rollout continue --env {context.Request.Environment}";
        if (found?.Outcome == AnalysisOutcome.Inconclusive)
            return ($"analysis: {string.Join(", ", found.Reasons)}{until} (or: {go})", null);
        if (context.Requirements().Deploy.ApproveTraffic)
            return ($"for approval: {go}{until}", null);
        if ((await Contract.ReadAsync(contracts, context.Request, cancellationToken)).Find(ContractKeys.RolloutHold(rollout.Name)) == seen.Deployment.Arn)
            return ($"paused: {go}{until}", null);
        await rollouts.AnswerHookAsync(seen.Deployment.Arn, hook, goOn: true, cancellationToken);
        return (null, null);
    }

    // At a pause, and while some of production's traffic is there.
    private static bool IsToBeLookedAt(RolloutSnapshot seen) =>
        !seen.Deployment.HasEnded && !seen.Deployment.IsGoingBack && seen.Deployment.Stage != "CLEAN_UP"
        && (seen.Deployment.Waiting is not null || seen.Deployment.ProductionPercent > 0);

    private Task SendBackAsync(RolloutSnapshot seen, CancellationToken cancellationToken) => seen.Deployment.Waiting is { Id: { } hook }
        ? rollouts.AnswerHookAsync(seen.Deployment.Arn, hook, goOn: false, cancellationToken)
        : rollouts.StopDeploymentAsync(seen.Deployment.Arn, cancellationToken);
}

using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;

namespace DeployCrew.Rollouts;

/// <summary>The analysis of one deployment: takes looks, a sixth of a step apart, judges them, and keeps them in the journal.</summary>
internal sealed class AnalysisRun(
    StageContext context, ServiceRollout rollout, OurDeployment ours, AnalysisRequirements limits, IReadOnlyList<string> watched, ITargetMetrics metrics, TestListener tester, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private readonly TimeSpan every = TimeSpan.FromTicks(Math.Clamp(limits.Seconds * TimeSpan.TicksPerSecond / 6, Shortest.Ticks, Longest.Ticks));
    private IReadOnlyList<string>? ignored;
    private (double Percent, DateTimeOffset Since)? step;
    private (string Hook, IReadOnlyList<CheckResult> Results)? asked;
    private (string? Hook, AnalysisSample Sample)? last;
    private AnalysisSample? kept;

    /// <summary>What is known of the new version now. Between two looks it is what the last one found.</summary>
    /// <param name="seen">Where the deployment stands.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<AnalysisSample> LookAsync(RolloutSnapshot seen, CancellationToken cancellationToken)
    {
        var percent = seen.Deployment.ProductionPercent ?? 0;
        if (step?.Percent != percent)
            step = (percent, seen.At);
        var hook = seen.Deployment.Waiting?.Id;
        if (last is { } before && before.Hook == hook && before.Sample.ProductionPercent == percent && time.GetUtcNow() - before.Sample.At < every)
            return before.Sample;
        var sample = await TakeAsync(seen, hook, percent, step.Value.Since, cancellationToken);
        last = (hook, sample);
        if (!sample.IsSameAs(kept))
            context.Record(JournalKinds.RolloutAnalysis, kept = sample);
        return sample;
    }

    private async Task<AnalysisSample> TakeAsync(RolloutSnapshot seen, string? hook, double percent, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var alarms = await metrics.InAlarmAsync(watched, cancellationToken);
        ignored ??= alarms;
        if (hook is not null && (asked?.Hook != hook || asked.Value.Results.Any(result => result.Holds is null)))
            asked = (hook, await tester.AskAsync(context, rollout, limits, cancellationToken));
        var checks = asked?.Hook == hook && hook is not null ? asked!.Value.Results : [];
        var traffic = percent > 0 && seen.TargetGroup is { } group ? await metrics.DescribeAsync(group, rollout.ProductionRule!, since, cancellationToken) : null;
        var look = new AnalysisLook(traffic, time.GetUtcNow() - since, seen.Healthy, seen.Deployment.RequestedTasks, [.. alarms.Except(ignored)], checks);
        var (outcome, reasons) = Analysis.Judge(limits, look);
        return new AnalysisSample(time.GetUtcNow(), rollout.Name, ours.Arn, seen.Deployment.Stage, percent, outcome, reasons)
        {
            Requests = traffic?.Requests,
            ServerErrors = traffic?.ServerErrors,
            ClientErrors = traffic?.ClientErrors,
            P50Milliseconds = Rounded(traffic?.P50Milliseconds),
            P99Milliseconds = Rounded(traffic?.P99Milliseconds),
            Healthy = seen.Healthy,
            Checks = [.. checks.Select(check => $"{check.What}: {check.Seen}")],
            Transcript = [.. checks.Where(check => check.Holds != true).SelectMany(check => check.Transcript.Prepend($"{check.What}: {check.Seen}"))],
        };
    }

    private static double? Rounded(double? milliseconds) => milliseconds is { } value ? Math.Round(value, 1) : null;
}

namespace DeployCrew.Core.Ports;

/// <summary>What production's and testers' requests met at a target group (CloudWatch, AWS/ApplicationELB), and alarms.</summary>
public interface ITargetMetrics
{
    /// <summary>Requests to a target group since a moment, as far as the metrics have arrived.</summary>
    /// <param name="targetGroupArn">The target group.</param>
    /// <param name="ruleArn">A listener rule of the load balancer in front of it.</param>
    /// <param name="from">Whole periods of the metrics that begin then or later are counted; on AWS a period is a minute.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<TargetTraffic> DescribeAsync(string targetGroupArn, string ruleArn, DateTimeOffset from, CancellationToken cancellationToken);

    /// <summary>Those of some alarms that are in ALARM.</summary>
    /// <param name="names">Their names; those that are not there are in no alarm.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<string>> InAlarmAsync(IReadOnlyList<string> names, CancellationToken cancellationToken);
}

/// <summary>Requests to a target group in a span of time.</summary>
/// <param name="Requests">Requests for which a target was chosen.</param>
/// <param name="ServerErrors">Answers of 500-599, and connections to targets that did not come about.</param>
/// <param name="ClientErrors">Answers of 400-499.</param>
/// <param name="P50Milliseconds">Half of the answers took that long at the most, to their first byte; null without answers.</param>
/// <param name="P99Milliseconds">99 of 100 did; null without answers.</param>
/// <param name="Until">End of the last period that has values; null without any.</param>
public sealed record TargetTraffic(
    long Requests, long ServerErrors, long ClientErrors, double? P50Milliseconds, double? P99Milliseconds, DateTimeOffset? Until);

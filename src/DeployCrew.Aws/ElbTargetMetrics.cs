using DeployCrew.Aws.CloudWatch;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>
/// Metrics of target groups, and alarms, from CloudWatch. Errors are HTTPCode_Target_5XX_Count and TargetConnectionErrorCount: what the load
/// balancer itself answers with 5xx (HTTPCode_ELB_5XX_Count) is not told by target group, and would be the earlier version's too.
/// </summary>
/// <param name="connection">The account.</param>
/// <param name="period">Period of its metrics: a minute on AWS.</param>
public sealed class ElbTargetMetrics(AwsConnection connection, TimeSpan period) : ITargetMetrics, IDisposable
{
    private const string Namespace = "AWS/ApplicationELB";
    private const string ResponseTime = "TargetResponseTime";

    private readonly CloudWatchClient client = new(connection);

    /// <inheritdoc/>
    public async Task<TargetTraffic> DescribeAsync(string targetGroupArn, string ruleArn, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var start = PeriodAtOrAfter(from);
        // The period that is going on counts as far as it goes: its values are asked for again the next time.
        var end = PeriodAtOrAfter(connection.Time.GetUtcNow());
        if (end <= start)
            return new TargetTraffic(0, 0, 0, null, null, null);
        var dimensions = new Dictionary<string, string> { ["TargetGroup"] = GroupOf(targetGroupArn), ["LoadBalancer"] = BalancerOf(ruleArn) };
        // Percentiles of periods cannot be put together: the whole span is one period for them.
        var whole = end - start;
        MetricQuery Query(string id, string metric, string statistic, TimeSpan over) => new(id, Namespace, metric, dimensions, statistic, over);
        var found = await client.GetMetricDataAsync(
            [
                Query("requests", "RequestCount", "Sum", period),
                Query("errors", "HTTPCode_Target_5XX_Count", "Sum", period),
                Query("unreachable", "TargetConnectionErrorCount", "Sum", period),
                Query("refused", "HTTPCode_Target_4XX_Count", "Sum", period),
                Query("p50", ResponseTime, "p50", whole),
                Query("p99", ResponseTime, "p99", whole),
            ],
            start, end, cancellationToken);
        long Sum(string id) => (long)Math.Round(found[id].Sum(value => value.Value));
        return new TargetTraffic(
            Sum("requests"), Sum("errors") + Sum("unreachable"), Sum("refused"), Worst(found["p50"]), Worst(found["p99"]),
            found["requests"] is [.., var last] ? last.At + period : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> InAlarmAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => names.Count == 0 ? []
        : [.. (await client.DescribeAlarmsAsync(names, cancellationToken)).Where(alarm => alarm.State == AlarmState.Alarm).Select(alarm => alarm.Name)];

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private DateTimeOffset PeriodAtOrAfter(DateTimeOffset moment) =>
        new((moment.UtcTicks + period.Ticks - 1) / period.Ticks * period.Ticks, TimeSpan.Zero);

    // Where a long period is cut in two, the slower part counts. Seconds become milliseconds.
    private static double? Worst(IReadOnlyList<MetricValue> values) => values.Count == 0 ? null : values.Max(value => value.Value) * 1000;

    // arn:aws:elasticloadbalancing:region:account:targetgroup/name/id
    private static string GroupOf(string targetGroupArn) => targetGroupArn[(targetGroupArn.LastIndexOf(':') + 1)..];

    // arn:aws:elasticloadbalancing:region:account:listener-rule/app/name/id/listener/rule
    private static string BalancerOf(string ruleArn) => string.Join('/', ruleArn.Split('/')[1..4]);
}

using System.Globalization;

namespace DeployCrew.Rehearsal.Metrics;

/// <summary>
/// The metrics of application load balancers that are measured here, by load balancer and by target group (ELB user guide, "CloudWatch metrics for
/// your Application Load Balancer"). As there, a period without requests has no value.
/// </summary>
internal sealed class BalancerMetrics(TrafficMeter meter)
{
    public const string Namespace = "AWS/ApplicationELB";

    private const string ResponseTime = "TargetResponseTime";

    private static readonly Dictionary<string, Func<TrafficSpan, int>> Counts = new(StringComparer.Ordinal)
    {
        ["RequestCount"] = span => span.Requests,
        ["HTTPCode_Target_2XX_Count"] = span => span.AnswersOf(2),
        ["HTTPCode_Target_3XX_Count"] = span => span.AnswersOf(3),
        ["HTTPCode_Target_4XX_Count"] = span => span.AnswersOf(4),
        ["HTTPCode_Target_5XX_Count"] = span => span.AnswersOf(5),
        ["TargetConnectionErrorCount"] = span => span.ConnectionErrors,
    };

    // The load balancer's own answers are no target group's.
    private static readonly Dictionary<string, Func<TrafficSpan, int>> OfBalancers = new(StringComparer.Ordinal)
    {
        ["HTTPCode_ELB_5XX_Count"] = span => span.BadGateways,
        ["HTTPCode_ELB_502_Count"] = span => span.BadGateways,
    };

    /// <summary>Every metric that had values.</summary>
    public IReadOnlyList<MetricId> All() =>
    [
        .. meter.Known.SelectMany(one => Counts.Keys.Append(ResponseTime).Select(name => new MetricId(Namespace, name,
            new Dictionary<string, string> { ["TargetGroup"] = one.Group, ["LoadBalancer"] = one.Balancer }))),
        .. meter.Known.Select(one => one.Balancer).Distinct().SelectMany(balancer => Counts.Keys.Concat(OfBalancers.Keys).Append(ResponseTime).Select(name =>
            new MetricId(Namespace, name, new Dictionary<string, string> { ["LoadBalancer"] = balancer }))),
    ];

    /// <summary>A statistic of a metric in a span of time; null when there is no value.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="statistic">Sum, SampleCount, Average, Minimum, Maximum, or a percentile such as p99.9.</param>
    /// <param name="from">First second, since 1970.</param>
    /// <param name="to">The second after the last one.</param>
    public double? Value(MetricId metric, string statistic, long from, long to)
    {
        var group = metric.Dimensions.GetValueOrDefault("TargetGroup");
        if (metric.Namespace != Namespace || !metric.Dimensions.TryGetValue("LoadBalancer", out var balancer) || metric.Dimensions.Count != (group is null ? 1 : 2))
            return null;
        if (metric.Name == ResponseTime)
            return OfTimes(meter.Sum(balancer, group, from, to).ResponseTimes, statistic);
        if (Counts.GetValueOrDefault(metric.Name) is { } count || (group is null && OfBalancers.TryGetValue(metric.Name, out count)))
            return OfCount(count(meter.Sum(balancer, group, from, to)), statistic);
        return null;
    }

    /// <summary>Values of whole periods, oldest first. The first one begins with the start; where periods are minutes, with the minute that it is in.</summary>
    public IReadOnlyList<(long At, double Value)> Series(MetricId metric, string statistic, long from, long to, int period)
    {
        var values = new List<(long, double)>();
        for (var at = period % 60 == 0 ? from - (from % 60) : from; at < to; at += period)
        {
            if (Value(metric, statistic, at, at + period) is { } value)
                values.Add((at, value));
        }

        return values;
    }

    /// <summary>Whether it is a statistic that there is.</summary>
    public static bool IsStatistic(string statistic) => statistic is "Sum" or "SampleCount" or "Average" or "Minimum" or "Maximum" || PercentileOf(statistic) is not null;

    /// <summary>Unit of a metric.</summary>
    public static string UnitOf(string metric) => metric == ResponseTime ? "Seconds" : "Count";

    private static double? OfTimes(LatencyHistogram times, string statistic) => times.Count == 0 ? null : statistic switch
    {
        "Sum" => times.Sum,
        "SampleCount" => times.Count,
        "Average" => times.Sum / times.Count,
        "Minimum" => times.Min,
        "Maximum" => times.Max,
        _ => PercentileOf(statistic) is { } percent ? times.Percentile(percent) : null,
    };

    // Each request is a sample of 1.
    private static double? OfCount(int count, string statistic) => count == 0 ? null : statistic is "Sum" or "SampleCount" ? count : 1;

    // p50, p99.9
    private static double? PercentileOf(string statistic) =>
        statistic.StartsWith('p') && double.TryParse(statistic.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is >= 0 and <= 100 ? percent : null;
}

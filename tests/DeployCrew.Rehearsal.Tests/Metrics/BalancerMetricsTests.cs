using DeployCrew.Rehearsal.Metrics;

namespace DeployCrew.Rehearsal.Tests.Metrics;

public sealed class BalancerMetricsTests
{
    private const string Listener = "arn:aws:elasticloadbalancing:eu-west-1:0:listener/app/web/1/2";
    private const string Blue = "arn:aws:elasticloadbalancing:eu-west-1:0:targetgroup/blue/1";
    private const string Green = "arn:aws:elasticloadbalancing:eu-west-1:0:targetgroup/green/2";

    private readonly FixedTime time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly TrafficMeter meter;
    private readonly BalancerMetrics metrics;

    public BalancerMetricsTests()
    {
        meter = new TrafficMeter(time);
        metrics = new BalancerMetrics(meter);
    }

    [Fact]
    public void Value_ByGroupAndByBalancer_CountsEachItsOwn()
    {
        meter.Of(Listener, Blue).Answered(200, TimeSpan.FromMilliseconds(10));
        meter.Of(Listener, Green).Answered(503, TimeSpan.FromMilliseconds(30));
        meter.Of(Listener, Green).Failed(connected: false);
        meter.Of(Listener, Green).Failed(connected: true);

        Assert.Equal((1, 3, 4), (Sum("RequestCount", "blue/1"), Sum("RequestCount", "green/2"), Sum("RequestCount", null)));
        Assert.Equal((null, 1, 1), (Sum("HTTPCode_Target_5XX_Count", "blue/1"), Sum("HTTPCode_Target_5XX_Count", "green/2"), Sum("TargetConnectionErrorCount", "green/2")));
        Assert.Equal((null, 2), (Sum("HTTPCode_ELB_5XX_Count", "green/2"), Sum("HTTPCode_ELB_5XX_Count", null)));
        Assert.Equal(0.02, metrics.Value(Metric("TargetResponseTime", null), "Average", 1_800_000_000, 1_800_000_001)!.Value, 6);
    }

    [Fact]
    public void Series_Minutes_BeginWithTheMinuteAndLeaveOutEmptyOnes()
    {
        foreach (var second in new[] { 0, 59, 121 })
        {
            time.Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000 + second);
            meter.Of(Listener, Blue).Answered(200, TimeSpan.Zero);
        }

        Assert.Equal([(1_800_000_000, 2.0), (1_800_000_120, 1.0)], metrics.Series(Metric("RequestCount", "blue/1"), "Sum", 1_800_000_030, 1_800_000_180, 60));
        Assert.Equal([(1_800_000_059, 1.0)], metrics.Series(Metric("RequestCount", "blue/1"), "Sum", 1_800_000_001, 1_800_000_061, 1));
    }

    [Fact]
    public void Value_AfterAnHour_IsForgottenAndItsPlaceTaken()
    {
        meter.Of(Listener, Blue).Answered(200, TimeSpan.Zero);
        time.Now += TimeSpan.FromHours(1);
        meter.Of(Listener, Blue).Answered(500, TimeSpan.Zero);

        Assert.Equal(1, metrics.Value(Metric("RequestCount", "blue/1"), "Sum", 1_700_000_000, 1_900_000_000));
        Assert.Null(metrics.Value(Metric("HTTPCode_Target_2XX_Count", "blue/1"), "Sum", 1_700_000_000, 1_900_000_000));
    }

    private int? Sum(string metric, string? group) => (int?)metrics.Value(Metric(metric, group), "Sum", 1_800_000_000, 1_800_000_060);

    private static MetricId Metric(string name, string? group)
    {
        var dimensions = new Dictionary<string, string> { ["LoadBalancer"] = "app/web/1" };
        if (group is not null)
            dimensions["TargetGroup"] = "targetgroup/" + group;
        return new MetricId(BalancerMetrics.Namespace, name, dimensions);
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests.Clients;

public sealed class ElbTargetMetricsTests
{
    private const string Group = "arn:aws:elasticloadbalancing:eu-west-1:0:targetgroup/blue/1";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Describe_WholePeriodsOnly_AsksByGroupAndBalancerAndAddsThemUp()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json("""
            {"MetricDataResults":[{"Id":"requests","Timestamps":[1800000060,1800000120],"Values":[30,10]},{"Id":"errors","Timestamps":[1800000060],"Values":[3]},
             {"Id":"unreachable","Timestamps":[1800000120],"Values":[2]},{"Id":"refused","Timestamps":[],"Values":[]},
             {"Id":"p50","Timestamps":[1800000060],"Values":[0.02]},{"Id":"p99","Timestamps":[1800000060],"Values":[0.25]}]}
            """));
        using var metrics = new ElbTargetMetrics(service.Connection, Minute);

        var found = await metrics.DescribeAsync(Group, Rule("app/web/9"), DateTimeOffset.FromUnixTimeSeconds(1_600_000_001), default);

        Assert.Equal(new TargetTraffic(40, 5, 0, 20, 250, DateTimeOffset.FromUnixTimeSeconds(1_800_000_180)), found);
        var asked = JsonNode.Parse(Assert.Single(service.Arrivals).Body)!;
        Assert.Equal(1_600_000_020, asked["StartTime"]!.GetValue<long>()); // 1600000020 is a whole minute
        Assert.All(asked["MetricDataQueries"]!.AsArray(), query => Assert.Equal(
            ["targetgroup/blue/1", "app/web/9"], query!["MetricStat"]!["Metric"]!["Dimensions"]!.AsArray().Select(one => one!["Value"]!.ToString())));
    }

    [Fact]
    public async Task Describe_BeforeThePeriodBegan_AsksNobody()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json("{}"));
        using var metrics = new ElbTargetMetrics(service.Connection, Minute);

        Assert.Equal(new TargetTraffic(0, 0, 0, null, null, null), await metrics.DescribeAsync(Group, Rule("app/web/9"), TimeProvider.System.GetUtcNow() + Minute, default));
        Assert.Empty(await metrics.InAlarmAsync([], default));
        Assert.Empty(service.Arrivals);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Alarms_OfMoto_AreThoseInAlarm()
    {
        var name = Moto.Name();
        foreach (var one in new[] { name, name + "b" })
        {
            await Moto.JsonAsync(AwsService.CloudWatch, "PutMetricAlarm", new JsonObject
            {
                ["AlarmName"] = one,
                ["MetricName"] = "Errors",
                ["Namespace"] = name,
                ["Statistic"] = "Sum",
                ["Period"] = 60,
                ["EvaluationPeriods"] = 1,
                ["Threshold"] = 1.0,
                ["ComparisonOperator"] = "GreaterThanThreshold",
            });
        }

        await Moto.JsonAsync(AwsService.CloudWatch, "SetAlarmState", new JsonObject { ["AlarmName"] = name, ["StateValue"] = "ALARM", ["StateReason"] = "test" });
        using var metrics = new ElbTargetMetrics(Moto.Connection, Minute);

        Assert.Equal([name], await metrics.InAlarmAsync([name, name + "b", name + "c"], default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Describe_OfMotoWithoutRequests_HasNone()
    {
        using var metrics = new ElbTargetMetrics(Moto.Connection, Minute);

        var found = await metrics.DescribeAsync(Group, Rule("app/web/9"), TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(5), default);

        Assert.Equal(0, found.Requests);
    }

    private static string Rule(string balancer) => $"arn:aws:elasticloadbalancing:eu-west-1:0:listener-rule/{balancer}/2/3";
}

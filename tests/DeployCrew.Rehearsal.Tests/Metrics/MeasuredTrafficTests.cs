using System.Text.Json.Nodes;
using DeployCrew.Aws;
using DeployCrew.Core.Requirements;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Metrics;

/// <summary>Requests through the load balancer, what CloudWatch's clients are told of them, and alarms on it.</summary>
public sealed class MeasuredTrafficTests : IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private TestCloud cloud = null!;
    private TestService service = null!;
    private string rule = "";
    private string group = "";

    public async Task InitializeAsync()
    {
        cloud = await TestCloud.StartAsync();
        service = await cloud.ProvisionAsync(TestRequirements.Web() with { Deploy = new() { Strategy = "canary" } });
        var contract = await cloud.Parameters.ReadAsync("/hello/dev", default);
        rule = contract[ContractKeys.ProductionRule("web")];
        await service.ServeAsync("v1", count: 1);
        group = cloud.State().TargetGroups.Values.Single(one => one.Targets.Exists(target => target.Health == "healthy")).Arn;
    }

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public async Task Describe_AfterRequests_HasTheirCountErrorsAndTimes()
    {
        using var metrics = new ElbTargetMetrics(cloud.Connection, Second);
        var from = TimeProvider.System.GetUtcNow() - Second;
        var before = await metrics.DescribeAsync(group, rule, from, default);
        for (var count = 0; count < 30; count++)
            (await service.Client.GetAsync(count % 10 == 0 ? "/slow?ms=nonsense" : "/slow?ms=40")).Dispose(); // 400 and 200

        var after = await Eventually.GetAsync(() => metrics.DescribeAsync(group, rule, from, default), found => found.Requests >= before.Requests + 30);

        Assert.Equal((before.Requests + 30, before.ClientErrors + 3, 0), (after.Requests, after.ClientErrors, after.ServerErrors));
        Assert.InRange(after.P50Milliseconds!.Value, 38, 200);
        Assert.InRange(after.P99Milliseconds!.Value, after.P50Milliseconds.Value, 2000);
        Assert.Equal(0, (await metrics.DescribeAsync(group, rule, TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1), default)).Requests);
    }

    [Fact]
    public async Task Alarm_OnRequests_GoesOffUnderLoadAndBackWithoutIt()
    {
        await new LocalCloudRollouts(cloud.Address).SetTimeScaleAsync(60, default);
        Put("busy");
        using var metrics = new ElbTargetMetrics(cloud.Connection, Second);
        Assert.Empty(await metrics.InAlarmAsync(["busy", "nobody's"], default));

        await using (new Traffic(service.Client))
            await Eventually.GetAsync(() => metrics.InAlarmAsync(["busy", "nobody's"], default), found => found.Count == 1);

        await Eventually.GetAsync(() => metrics.InAlarmAsync(["busy"], default), found => found.Count == 0);
        Assert.Equal("OK", (await new LocalCloudRollouts(cloud.Address).AlarmsAsync(default))["busy"]);
        await cloud.StopAndStartAsync();
        Assert.Equal("OK", Ask("DescribeAlarms", new JsonObject { ["AlarmNames"] = new JsonArray("busy") })["MetricAlarms"]![0]!["StateValue"]!.ToString());
    }

    private void Put(string name) => Ask("PutMetricAlarm", new JsonObject
    {
        ["AlarmName"] = name,
        ["Namespace"] = "AWS/ApplicationELB",
        ["MetricName"] = "RequestCount",
        ["Dimensions"] = new JsonArray(new JsonObject { ["Name"] = "LoadBalancer", ["Value"] = string.Join('/', rule.Split('/')[1..4]) }),
        ["Statistic"] = "Sum",
        ["Period"] = 60,
        ["EvaluationPeriods"] = 1,
        ["Threshold"] = 3.0,
        ["ComparisonOperator"] = "GreaterThanThreshold",
        ["TreatMissingData"] = "notBreaching",
    });

    private JsonObject Ask(string operation, JsonObject request) => cloud.Cloud.Services.First(one => one.Name == "cloudwatch").Operations[operation](
        request, new AwsCall(operation, AwsCaller.Owner("monitoring", TestCloud.Region), "1", new Pager([], "", "")));
}

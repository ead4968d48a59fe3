using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;
using Xunit.Abstractions;

namespace DeployCrew.Rehearsal.Tests.Ecs;

/// <summary>All four strategies over real tasks, with a thousand requests a second all the time. No request fails, forwards or backwards.</summary>
[Trait("Category", "long")]
public sealed class ShiftedServiceTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Rolling = """{"strategy":"ROLLING"}""";
    private const string BlueGreen = """{"strategy":"BLUE_GREEN","bakeTimeInMinutes":1}""";
    private const string Canary = """{"strategy":"CANARY","bakeTimeInMinutes":1,"canaryConfiguration":{"canaryPercent":10.0,"canaryBakeTimeInMinutes":3}}""";
    private const string Linear = """{"strategy":"LINEAR","bakeTimeInMinutes":1,"linearConfiguration":{"stepPercent":33.3,"stepBakeTimeInMinutes":3}}""";

    private TestCloud cloud = null!;
    private TestService service = null!;
    private IReadOnlyDictionary<string, string> contract = null!;
    private EcsCalls ecs = null!;
    private LocalCloudRollouts rollouts = null!;

    public async Task InitializeAsync()
    {
        cloud = await TestCloud.StartAsync();
        service = await cloud.ProvisionAsync(TestRequirements.Web() with { Deploy = new() { Strategy = "canary" } });
        contract = await cloud.Parameters.ReadAsync("/hello/dev", default);
        ecs = new EcsCalls(cloud);
        rollouts = new LocalCloudRollouts(cloud.Address);
        await rollouts.SetTimeScaleAsync(60, default);
        await service.ServeAsync("v1", count: 2);
    }

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Theory]
    [InlineData(BlueGreen, new double[] { 100 })]
    [InlineData(Canary, new double[] { 10, 100 })]
    [InlineData(Linear, new double[] { 33.3, 66.6, 99.9, 100 })]
    public async Task Deploy_NewVersion_ShiftsItsSharesWithoutAFailedRequest(string configuration, double[] weights)
    {
        var deployment = "";
        await using var traffic = new ShiftTraffic(service.Client, () => deployment.Length == 0 ? 0 : ecs.Weight(deployment));

        deployment = await DeployAsync("v2", configuration);
        await EndsAsync(deployment, "SUCCESSFUL");

        var answers = await traffic.StopAsync();
        Assert.Empty(answers.Except(["v1", "v2"]));
        var shares = Checked(traffic);
        Assert.Equal([0, .. weights], shares.Keys.Order());
        Assert.All(shares, share => Assert.True(share.Value.All >= 300, $"{share.Value.All} requests at {share.Key} %"));
        Assert.Equal("v2", await service.Client.GetStringAsync("/"));
        Assert.Equal(2, (await service.RunningAsync()).Count);
    }

    [Theory]
    [InlineData(BlueGreen, "BAKE_TIME")]
    [InlineData(Canary, "PRODUCTION_TRAFFIC_SHIFT")]
    [InlineData(Linear, "PRODUCTION_TRAFFIC_SHIFT")]
    public async Task StopDeployment_TrafficIsShifted_GoesBackWithoutAFailedRequest(string configuration, string stage)
    {
        var deployment = await DeployAsync("v2", configuration);
        await using var traffic = new ShiftTraffic(service.Client, () => ecs.Weight(deployment));
        await Eventually.GetAsync(() => Task.FromResult(ecs.Stage(deployment)), found => found == stage);
        await Eventually.GetAsync(() => Task.FromResult(ecs.Weight(deployment)), found => found > 0);

        ecs.Ask("StopServiceDeployment", $$"""{"serviceDeploymentArn":"{{deployment}}","stopType":"ROLLBACK"}""");
        Assert.Equal("ROLLBACK_REQUESTED", ecs.Status(deployment));
        await EndsAsync(deployment, "ROLLBACK_SUCCESSFUL");

        Assert.Empty((await traffic.StopAsync()).Except(["v1", "v2"]));
        Checked(traffic);
        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
        Assert.Equal(2, (await service.RunningAsync()).Count);
    }

    [Fact]
    public async Task Deploy_RollingForwardsAndBack_NoRequestFails()
    {
        // At 0 nothing has begun, at 100 only the new version is there, at -1 both may be.
        var (deployment, back) = ("", "");
        await using var traffic = new ShiftTraffic(service.Client, () =>
            deployment.Length == 0 ? 0 : back.Length > 0 || ecs.Status(deployment) != "SUCCESSFUL" ? -1 : 100);
        await Eventually.GetAsync(() => Task.FromResult(traffic.Count), count => count > 300);

        deployment = await DeployAsync("v2", Rolling);
        await EndsAsync(deployment, "SUCCESSFUL");
        var served = traffic.Count;
        await Eventually.GetAsync(() => Task.FromResult(traffic.Count), count => count > served + 600);
        back = await DeployAsync("v3", """{"strategy":"ROLLING","alarms":{"alarmNames":["errors high"],"enable":true,"rollback":true}}""");
        await Eventually.GetAsync(() => Task.FromResult(traffic.Last), last => last == "v3");
        await rollouts.SetAlarmAsync("errors high", AlarmState.Alarm, default);
        await EndsAsync(back, "ROLLBACK_SUCCESSFUL");

        Assert.Empty((await traffic.StopAsync()).Except(["v1", "v2", "v3"]));
        var shares = Checked(traffic);
        Assert.True(shares[0].All > 100 && shares[100].All > 100, $"{shares[0].All} and {shares[100].All} requests");
        Assert.Equal("v2", await service.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task Deploy_WebSocketAndDownloadUnderWay_LetsThemFinish()
    {
        using var open = await OpenConnections.OpenAsync(service);
        var deployment = await DeployAsync("v2", """{"strategy":"BLUE_GREEN","bakeTimeInMinutes":0}""");
        await Eventually.GetAsync(() => Task.FromResult(ecs.Stage(deployment)), stage => stage == "CLEAN_UP");

        await open.CompleteAsync("v1");

        await EndsAsync(deployment, "SUCCESSFUL");
    }

    [Fact]
    public async Task Deploy_BlueGreenWithoutBakeTime_ShiftsAsSoonAsTasksAreHealthy()
    {
        var deployment = await DeployAsync("v2", """{"strategy":"BLUE_GREEN","bakeTimeInMinutes":0}""");
        var green = contract[ContractKeys.AlternateTargetGroup("web")];

        // The cloud says both when it is asked, every two milliseconds.
        var healthy = await SeenAsync(async () => (await cloud.Targets.DescribeAsync(green, default)).Count(target => target.State == "healthy") == 2);
        var shifted = await SeenAsync(() => Task.FromResult(ecs.Weight(deployment) == 100));

        output.WriteLine($"from healthy to shifted: {(shifted - healthy).TotalMilliseconds:0} ms");
        Assert.Equal("v2", await service.Client.GetStringAsync("/"));
        await EndsAsync(deployment, "SUCCESSFUL");
    }

    [Theory]
    [InlineData("crash")]
    [InlineData("unhealthy")]
    public async Task Deploy_BrokenVersion_NeverGetsARequest(string mode)
    {
        await using var traffic = new ShiftTraffic(service.Client, () => 0);

        var deployment = await DeployAsync("v2", """{"strategy":"BLUE_GREEN","bakeTimeInMinutes":1,"deploymentCircuitBreaker":{"enable":true,"rollback":true}}""", mode);
        await EndsAsync(deployment, "ROLLBACK_SUCCESSFUL");

        Assert.Equal(["v1"], (await traffic.StopAsync()).Distinct());
        Assert.Contains("circuit breaker", ecs.Describe(deployment)["statusReason"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_AnsweredAtTheTestListener_GoesOnOrBack()
    {
        const string Paused = """{"strategy":"CANARY","bakeTimeInMinutes":0,"canaryConfiguration":{"canaryPercent":50.0,"canaryBakeTimeInMinutes":0},"lifecycleHooks":[{"targetType":"PAUSE","lifecycleStages":["PRE_PRODUCTION_TRAFFIC_SHIFT"]}]}""";
        var deployment = await DeployAsync("v2", Paused);
        var hook = await AwaitingAsync(deployment);

        // The new version can be looked at where nobody else comes.
        Assert.Equal(("v2", "v1"), (await service.Client.GetStringAsync(contract[ContractKeys.TestUrl]), await service.Client.GetStringAsync("/")));
        Assert.NotEqual(new Uri(contract[ContractKeys.TestUrl]).Port, service.Url.Port);
        Answer(deployment, hook, "CONTINUE");
        var second = await AwaitingAsync(deployment, hook);
        Assert.Equal(50, ecs.Weight(deployment));
        Answer(deployment, second, "ROLLBACK");

        await EndsAsync(deployment, "ROLLBACK_SUCCESSFUL");
        Assert.Equal(["SUCCEEDED", "FAILED"], ecs.Describe(deployment)["lifecycleHookDetails"]!.AsArray().Select(one => one!["status"]!.ToString()));
        Assert.Equal("v1", await service.Client.GetStringAsync(contract[ContractKeys.TestUrl]));
    }

    [Theory]
    [InlineData(BlueGreen)]
    [InlineData(Rolling)]
    public async Task Alarm_GoesOff_GoesBackWithoutAFailedRequest(string configuration)
    {
        var watched = (JsonObject)JsonNode.Parse(configuration)!;
        watched["alarms"] = JsonNode.Parse("""{"alarmNames":["errors high"],"enable":true,"rollback":true}""");
        await using var traffic = new ShiftTraffic(service.Client, () => 0);
        var deployment = await DeployAsync("v2", watched.ToJsonString());
        if (configuration == BlueGreen)
            await Eventually.GetAsync(() => Task.FromResult(ecs.Weight(deployment)), found => found > 0);

        await rollouts.SetAlarmAsync("errors high", AlarmState.Alarm, default);

        await EndsAsync(deployment, "ROLLBACK_SUCCESSFUL");
        Assert.Equal("errors high", ecs.Describe(deployment)["alarms"]!["triggeredAlarmNames"]![0]!.ToString());
        Assert.Empty((await traffic.StopAsync()).Except(["v1", "v2"]));
        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task Deploy_WhileTrafficIsShifted_SupersedesWithoutAFailedRequest()
    {
        var second = await DeployAsync("v2", Canary);
        await using var traffic = new ShiftTraffic(service.Client, () => 0);
        await Eventually.GetAsync(() => Task.FromResult(ecs.Weight(second)), found => found > 0);

        var third = await DeployAsync("v3", BlueGreen);
        await EndsAsync(third, "SUCCESSFUL");

        Assert.Empty((await traffic.StopAsync()).Except(["v1", "v2", "v3"]));
        Assert.Equal(("STOPPED", "v3"), (ecs.Status(second), await service.Client.GetStringAsync("/")));
    }

    [Fact]
    public async Task Apply_TheStackAgainMeanwhile_LeavesTheWeightsAlone()
    {
        var deployment = await DeployAsync("v2", """{"strategy":"CANARY","bakeTimeInMinutes":0,"canaryConfiguration":{"canaryPercent":20.0,"canaryBakeTimeInMinutes":1440}}""");
        await Eventually.GetAsync(() => Task.FromResult(ecs.Weight(deployment)), found => found > 0);

        // A change that is about the service, and everything as it was.
        await cloud.ApplyAsync(TestRequirements.Web(web => web with { Health = TestRequirements.FastHealth with { GraceSeconds = 3 } }) with { Deploy = new() { Strategy = "canary" } });

        Assert.Equal((80, 20), Weights());
        Assert.Equal("IN_PROGRESS", ecs.Status(deployment));
        await rollouts.SetTimeScaleAsync(LocalCloudRollouts.MostTimeScale, default);
        await EndsAsync(deployment, "SUCCESSFUL");
        await cloud.ApplyAsync(TestRequirements.Web(web => web with { Health = TestRequirements.FastHealth with { GraceSeconds = 4 } }) with { Deploy = new() { Strategy = "canary" } });
        Assert.Equal((0, 100), Weights());
        Assert.Equal("v2", await service.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task Kill_InTheMiddleOfAShift_GoesOnWhereItStood()
    {
        var deployment = await DeployAsync("v2", """{"strategy":"CANARY","bakeTimeInMinutes":0,"canaryConfiguration":{"canaryPercent":20.0,"canaryBakeTimeInMinutes":5}}""");
        await Eventually.GetAsync(() => Task.FromResult(ecs.Weight(deployment)), found => found > 0);
        await Eventually.GetAsync(() => Task.FromResult(Weights()), found => found == (80, 20));

        await cloud.KillAsync();
        await cloud.BeginAsync();

        Assert.Equal(("IN_PROGRESS", "PRODUCTION_TRAFFIC_SHIFT", 20), (ecs.Status(deployment), ecs.Stage(deployment), ecs.Weight(deployment)));
        Assert.Equal(60, await new LocalCloudRollouts(cloud.Address).TimeScaleAsync(default));
        await EndsAsync(deployment, "SUCCESSFUL");
        Assert.Equal("v2", await service.Client.GetStringAsync("/"));
    }

    // Within two points of each weight; and where one version is to get everything, it gets everything.
    private IReadOnlyDictionary<double, (int All, int Of)> Checked(ShiftTraffic traffic)
    {
        output.WriteLine($"{traffic.Count} requests, {traffic.Rate:0} a second");
        var shares = traffic.Shares("v2");
        foreach (var (weight, (all, of)) in shares.Where(share => share.Key >= 0).OrderBy(share => share.Key))
        {
            output.WriteLine($"{weight} %: {100.0 * of / all:0.00} % of {all}");
            var tolerance = weight is 0 or 100 ? 0 : 2 + (100.0 / all); // a sample may begin and end within a turn
            Assert.InRange(100.0 * of / all, weight - tolerance, weight + tolerance);
        }

        return shares;
    }

    private static async Task<DateTimeOffset> SeenAsync(Func<Task<bool>> condition)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromMinutes(1), "not within a minute");
            await Task.Delay(2);
        }

        return TimeProvider.System.GetUtcNow();
    }

    private (int Blue, int Green) Weights()
    {
        var rule = cloud.State().LoadBalancers.Values.SelectMany(balancer => balancer.Listeners).SelectMany(listener => listener.Rules)
            .First(rule => rule.Arn == contract[ContractKeys.ProductionRule("web")]);
        return (rule.Weights[contract[ContractKeys.TargetGroup("web")]], rule.Weights[contract[ContractKeys.AlternateTargetGroup("web")]]);
    }

    private async Task<string> DeployAsync(string version, string configuration, string mode = "")
    {
        var basis = await cloud.Rollouts.DescribeTaskDefinitionAsync(contract[ContractKeys.TaskDefinition("web")], default);
        var definition = await cloud.Rollouts.RegisterTaskDefinitionAsync(basis, new TaskDefinitionChanges("web", await service.PushAsync(version, mode), null, 256, 512), default);
        return ecs.Deploy(service.Cluster, service.ServiceName, definition, configuration);
    }

    private Task<string> EndsAsync(string deployment, string status) => Eventually.GetAsync(
        () => Task.FromResult(ecs.Status(deployment)), found => found == status);

    private Task<string> AwaitingAsync(string deployment, string? not = null) => Eventually.GetAsync(
        () => Task.FromResult(ecs.Describe(deployment)["lifecycleHookDetails"]?.AsArray().LastOrDefault(hook => hook!["status"]!.ToString() == "AWAITING_ACTION")?["hookId"]?.ToString() ?? ""),
        found => found.Length > 0 && found != not);

    private void Answer(string deployment, string hook, string action) =>
        ecs.Ask("ContinueServiceDeployment", $$"""{"serviceDeploymentArn":"{{deployment}}","hookId":"{{hook}}","action":"{{action}}"}""");
}

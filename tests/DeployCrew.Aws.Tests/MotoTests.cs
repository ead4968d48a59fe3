using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests;

[Trait("Category", "real")]
public sealed class MotoTests
{
    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Contract_OfMoreThanOnePage_IsReadWhole()
    {
        using var store = new SsmContractStore(Moto.Connection);
        var path = "/" + Moto.Name() + "/dev";
        for (var index = 0; index < 25; index++)
            await store.WriteAsync($"{path}/services/s{index:00}/image", $"v{index}", default);
        await store.WriteAsync($"{path}/services/s00/image", "replaced", default);

        var read = await store.ReadAsync(path, default);

        Assert.Equal((25, "replaced", "v24"), (read.Count, read["services/s00/image"], read["services/s24/image"]));
        Assert.Empty(await store.ReadAsync(path + "x", default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Registry_Login_IsBasicAuthenticationForAnEndpoint()
    {
        using var access = new EcrRegistryAccess(Moto.Connection);

        var login = await access.LoginAsync(default);

        Assert.Equal("AWS", login.User);
        Assert.NotEmpty(login.Password.Reveal());
        Assert.EndsWith(".dkr.ecr.eu-west-1.amazonaws.com", login.Endpoint.Host, StringComparison.Ordinal);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Caller_Get_IsTheAccount()
    {
        using var caller = new StsCallerIdentity(Moto.Connection);

        var identity = await caller.GetAsync(default);

        Assert.Equal("123456789012", identity.Account);
        Assert.StartsWith("arn:aws:", identity.Arn, StringComparison.Ordinal);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Service_RegisteredAndUpdated_RunsTheNewRevision()
    {
        using var rollouts = new EcsServiceRollouts(Moto.Connection);
        var name = Moto.Name();
        await Moto.CreateClusterAsync(name);
        var registered = await Moto.JsonAsync(AwsService.Ecs, "RegisterTaskDefinition", new JsonObject
        {
            ["family"] = name,
            ["cpu"] = "256",
            ["memory"] = "512",
            ["networkMode"] = "awsvpc",
            ["containerDefinitions"] = new JsonArray(new JsonObject
            {
                ["name"] = "web",
                ["image"] = "placeholder",
                ["essential"] = true,
                ["environment"] = new JsonArray(new JsonObject { ["name"] = "A", ["value"] = "b" }),
            }),
            ["tags"] = new JsonArray(new JsonObject { ["key"] = "project", ["value"] = "hello" }),
        });
        var first = registered["taskDefinition"]!["taskDefinitionArn"]!.ToString();
        await Moto.JsonAsync(AwsService.Ecs, "CreateService", new JsonObject
        {
            ["cluster"] = name,
            ["serviceName"] = "web",
            ["taskDefinition"] = first,
            ["desiredCount"] = 0,
        });
        var changes = new TaskDefinitionChanges("web", "repo@sha256:" + new string('1', 64), ["node", "x.js"], 512, 1024);

        var basis = await rollouts.DescribeTaskDefinitionAsync(first, default);
        var second = await rollouts.RegisterTaskDefinitionAsync(basis, changes, default);
        var again = await rollouts.RegisterTaskDefinitionAsync(basis, changes, default);
        await rollouts.UpdateServiceAsync(new ServiceUpdate(name, "web", second, 1, 2, 0, RollBack: true, Force: false), default);

        Assert.Equal((first[..^1] + "2", second), (second, again));
        var service = await rollouts.DescribeServiceAsync(name, "web", default);
        Assert.Equal((second, 1), (service.TaskDefinition, service.DesiredCount));
        var now = JsonNode.Parse((await rollouts.DescribeTaskDefinitionAsync(second, default)).Document)!;
        Assert.Equal(("512", "b", changes.Image), ((string)now["cpu"]!, (string)now["containerDefinitions"]![0]!["environment"]![0]!["value"]!, (string)now["containerDefinitions"]![0]!["image"]!));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Service_ThatIsNotThere_FailsWithDC5001()
    {
        using var rollouts = new EcsServiceRollouts(Moto.Connection);
        var name = Moto.Name();
        await Moto.CreateClusterAsync(name);

        Assert.Equal("DC5001", (await Assert.ThrowsAsync<DeployError>(() => rollouts.DescribeServiceAsync(name, "web", default))).Code);
        var error = await Assert.ThrowsAsync<AwsCallError>(() => rollouts.DescribeServiceAsync(name + "x", "web", default));
        Assert.Equal(("DC7001", "ClusterNotFoundException"), (error.Code, error.AwsCode));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task TargetHealth_OfARegisteredTarget_IsRead()
    {
        using var health = new ElbTargetHealth(Moto.Connection);
        var created = await Moto.LoadBalancingAsync(
            "CreateTargetGroup", ("Name", Moto.Name()), ("Protocol", "HTTP"), ("Port", "80"), ("VpcId", await Moto.CreateVpcAsync()), ("TargetType", "ip"));
        var arn = created.Descendants().Single(element => element.Name.LocalName == "TargetGroupArn").Value;
        await Moto.LoadBalancingAsync("RegisterTargets", ("TargetGroupArn", arn), ("Targets.member.1.Id", "10.0.0.7"), ("Targets.member.1.Port", "8080"));

        var target = Assert.Single(await health.DescribeAsync(arn, default));

        Assert.Equal("10.0.0.7:8080", target.Endpoint);
        Assert.NotEmpty(target.State);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task TargetHealth_OfNoGroup_FailsWithDC7001AndAwsCode()
    {
        using var health = new ElbTargetHealth(Moto.Connection);

        var error = await Assert.ThrowsAsync<AwsCallError>(() => health.DescribeAsync(
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/none/0123456789abcdef", default));

        Assert.Equal(("DC7001", "TargetGroupNotFound", false), (error.Code, error.AwsCode, error.IsTransient));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Logs_LastLines_AreReadInTheirOrder()
    {
        using var logs = new CloudWatchTaskLogs(Moto.Connection);
        var group = "/ecs/" + Moto.Name();
        await Moto.JsonAsync(AwsService.Logs, "CreateLogGroup", new JsonObject { ["logGroupName"] = group });
        await Moto.JsonAsync(AwsService.Logs, "CreateLogStream", new JsonObject { ["logGroupName"] = group, ["logStreamName"] = "web/web/1" });
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await Moto.JsonAsync(AwsService.Logs, "PutLogEvents", new JsonObject
        {
            ["logGroupName"] = group,
            ["logStreamName"] = "web/web/1",
            ["logEvents"] = new JsonArray([.. Enumerable.Range(0, 5).Select(index => (JsonNode)new JsonObject { ["timestamp"] = now + index, ["message"] = $"line {index}" })]),
        });

        Assert.Equal(["line 3", "line 4"], await logs.TailAsync(group, "web/web/1", 2, default));
        Assert.Empty(await logs.TailAsync(group, "web/web/none", 2, default));
        Assert.Empty(await logs.TailAsync(group + "x", "web/web/1", 2, default));
    }
}

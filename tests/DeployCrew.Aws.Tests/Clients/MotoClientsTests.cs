using System.Text.Json.Nodes;
using DeployCrew.Aws.Certificates;
using DeployCrew.Aws.CloudWatch;
using DeployCrew.Aws.CodeBuild;
using DeployCrew.Aws.Ec2;
using DeployCrew.Aws.Ecr;
using DeployCrew.Aws.Ecs;
using DeployCrew.Aws.LoadBalancing;
using DeployCrew.Aws.Logs;
using DeployCrew.Aws.Protocol;
using DeployCrew.Aws.Secrets;
using DeployCrew.Aws.Ssm;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests.Clients;

/// <summary>The typed clients against an emulator that is not ours.</summary>
[Trait("Category", "real")]
public sealed class MotoClientsTests
{
    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Alarms_AndMetrics_AreReadByTheJsonProtocol()
    {
        var name = Moto.Name();
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 * 60);
        await Moto.JsonAsync(AwsService.CloudWatch, "PutMetricAlarm", new JsonObject
        {
            ["AlarmName"] = name,
            ["MetricName"] = "Errors",
            ["Namespace"] = name,
            ["Statistic"] = "Sum",
            ["Period"] = 60,
            ["EvaluationPeriods"] = 1,
            ["Threshold"] = 1.0,
            ["ComparisonOperator"] = "GreaterThanThreshold",
        });
        await Moto.JsonAsync(AwsService.CloudWatch, "PutMetricData", new JsonObject
        {
            ["Namespace"] = name,
            ["MetricData"] = new JsonArray(new JsonObject { ["MetricName"] = "Errors", ["Value"] = 2.5, ["Timestamp"] = now.AddMinutes(-2).ToUnixTimeSeconds() }),
        });
        using var client = new CloudWatchClient(Moto.Connection);

        Assert.Equal(name, Assert.Single(await client.DescribeAlarmsAsync([name, name + "x"], default)).Name);
        Assert.Single(await client.DescribeAlarmsAsync(name, default));
        var data = await client.GetMetricDataAsync([new("a", name, "Errors", new Dictionary<string, string>(), "Sum", TimeSpan.FromMinutes(1))], now.AddMinutes(-10), now, default);
        Assert.Equal(2.5, Assert.Single(data["a"]).Value);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Parameter_Secure_ComesBackDecryptedAndIsNotPrinted()
    {
        using var client = new ParameterClient(Moto.Connection);
        var name = "/" + Moto.Name();
        Assert.Null(await client.FindAsync(name, default));
        await client.PutAsync(name, new Secret("geheim"), isSecret: true, default);
        await client.PutAsync(name, new Secret("geheim"), isSecret: true, default);

        var found = (await client.FindAsync(name, default))!;

        Assert.Equal(("geheim", true, 2L), (found.Value.Reveal(), found.IsSecret, found.Version));
        Assert.DoesNotContain("geheim", found.ToString(), StringComparison.Ordinal);
        Assert.True(await client.ExistsAsync(name, default));
        await client.DeleteAsync([name, name + "x"], default);
        Assert.False(await client.ExistsAsync(name, default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Command_Sent_IsFoundOnItsInstance()
    {
        using var client = new CommandClient(Moto.Connection);
        const string Instance = "i-0123456789abcdef0";

        var id = await client.SendAsync([Instance], ["echo hello"], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), null, "a test", default);

        Assert.Equal("Success", (await client.FindOutputAsync(id, Instance, default))!.Status);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Secret_CreatedAndPut_HasItsNewValue()
    {
        using var client = new SecretsClient(Moto.Connection);
        var name = Moto.Name();
        Assert.Null(await client.FindAsync(name, default));
        Assert.Null(await client.FindValueAsync(name, default));
        await Moto.JsonAsync(AwsService.Secrets, "CreateSecret", new JsonObject { ["Name"] = name, ["SecretString"] = "one", ["ClientRequestToken"] = Guid.NewGuid().ToString() });
        await client.PutValueAsync(name, new Secret("two"), Guid.NewGuid().ToString(), default);

        Assert.Equal("two", (await client.FindValueAsync(name, default))!.Reveal());
        Assert.Equal(name, (await client.FindAsync(name, default))!.Name);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Repository_WithALifecyclePolicy_IsDescribed()
    {
        using var client = new EcrClient(Moto.Connection);
        var name = Moto.Name();
        await Moto.JsonAsync(AwsService.Ecr, "CreateRepository", new JsonObject { ["repositoryName"] = name, ["imageTagMutability"] = "IMMUTABLE" });
        Assert.Null(await client.FindLifecyclePolicyAsync(name, default));
        const string Policy = """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]}""";
        await client.PutLifecyclePolicyAsync(name, Policy, default);

        var found = Assert.Single(await client.DescribeRepositoriesAsync(name, default));
        Assert.Equal((name, true), (found.Name, found.HasImmutableTags));
        Assert.Contains("untagged", await client.FindLifecyclePolicyAsync(name, default), StringComparison.Ordinal);
        Assert.Empty(await client.DescribeImagesAsync(name, default));
        Assert.Null(await client.FindImageAsync(name, "sha256:" + new string('1', 64), default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Certificate_Requested_IsListedAndFound()
    {
        using var client = new CertificatesClient(Moto.Connection);
        var domain = Moto.Name() + ".example.test";
        var arn = (string)(await Moto.JsonAsync(AwsService.Certificates, "RequestCertificate", new JsonObject { ["DomainName"] = domain }))["CertificateArn"]!;

        Assert.Contains(arn, await client.ListAsync(default));
        Assert.Equal(domain, (await client.FindAsync(arn, default))!.Domain);
        Assert.Null(await client.FindAsync(arn[..^1] + "z", default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Rule_WithWeights_IsReadAndSet()
    {
        using var client = new LoadBalancingClient(Moto.Connection);
        using var ec2 = new Ec2Client(Moto.Connection);
        var (name, vpc) = (Moto.Name(), await Moto.CreateVpcAsync());
        using (var raw = new AwsClient(AwsService.Ec2, Moto.Connection))
            await raw.Ec2Async("CreateSubnet", new Form().Add("VpcId", vpc).Add("CidrBlock", "10.0.1.0/24"), default);
        var subnet = Assert.Single(await ec2.DescribeSubnetsAsync(vpc, default));
        var balancer = (await Moto.LoadBalancingAsync("CreateLoadBalancer", ("Name", name), ("Subnets.member.1", subnet.Id))).Descendants().First(one => one.Name.LocalName == "LoadBalancerArn").Value;
        var groups = new List<string>();
        foreach (var suffix in new[] { "a", "b" })
        {
            groups.Add((await Moto.LoadBalancingAsync("CreateTargetGroup", ("Name", name + suffix), ("Protocol", "HTTP"), ("Port", "80"), ("VpcId", vpc), ("TargetType", "ip")))
                .Descendants().First(one => one.Name.LocalName == "TargetGroupArn").Value);
        }

        var listener = (await Moto.LoadBalancingAsync("CreateListener", ("LoadBalancerArn", balancer), ("Protocol", "HTTP"), ("Port", "80"),
            ("DefaultActions.member.1.Type", "forward"), ("DefaultActions.member.1.TargetGroupArn", groups[0]))).Descendants().First(one => one.Name.LocalName == "ListenerArn").Value;
        await Moto.LoadBalancingAsync("CreateRule", ("ListenerArn", listener), ("Priority", "7"), ("Conditions.member.1.Field", "path-pattern"), ("Conditions.member.1.Values.member.1", "/*"),
            ("Actions.member.1.Type", "forward"), ("Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn", groups[0]), ("Actions.member.1.ForwardConfig.TargetGroups.member.1.Weight", "1"),
            ("Actions.member.1.ForwardConfig.TargetGroups.member.2.TargetGroupArn", groups[1]), ("Actions.member.1.ForwardConfig.TargetGroups.member.2.Weight", "0"));

        var rule = (await client.DescribeRulesAsync(listener, default)).Single(one => !one.IsDefault);
        await client.SetWeightsAsync(rule.Arn, [new(groups[0], 90), new(groups[1], 10)], default);

        Assert.Equal(7, rule.Priority);
        Assert.Equal([1, 0], rule.Forwards.Select(one => one.Weight));
        Assert.Equal([90, 10], (await client.DescribeRulesAsync(listener, default)).Single(one => !one.IsDefault).Forwards.Select(one => one.Weight));
        Assert.Equal(80, Assert.Single(await client.DescribeListenersAsync(balancer, default)).Port);
        Assert.Equal("application", Assert.Single(await client.DescribeLoadBalancersAsync(name, default)).Type);
        Assert.NotEmpty(await ec2.DescribeZonesAsync(default));
        Assert.NotEmpty(await ec2.DescribeSecurityGroupsAsync(vpc, default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Logs_Filtered_AreAllEventsOfTheStreams()
    {
        using var client = new LogsClient(Moto.Connection);
        var group = "/ecs/" + Moto.Name();
        await Moto.JsonAsync(AwsService.Logs, "CreateLogGroup", new JsonObject { ["logGroupName"] = group });
        await Moto.JsonAsync(AwsService.Logs, "CreateLogStream", new JsonObject { ["logGroupName"] = group, ["logStreamName"] = "web/1" });
        var now = TimeProvider.System.GetUtcNow();
        await Moto.JsonAsync(AwsService.Logs, "PutLogEvents", new JsonObject
        {
            ["logGroupName"] = group,
            ["logStreamName"] = "web/1",
            ["logEvents"] = new JsonArray([.. Enumerable.Range(0, 30).Select(index => (JsonNode)new JsonObject { ["timestamp"] = now.ToUnixTimeMilliseconds() + index, ["message"] = $"{index}" })]),
        });

        var found = await client.FilterAsync(new(group) { StreamPrefix = "web/", From = now.AddMinutes(-1) }, default).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 30).Select(index => $"{index}"), found.Select(line => line.Message));
        Assert.Equal(30, found.Select(line => line.Id).Distinct().Count());
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Build_StartedAndStopped_IsDescribedAndListed()
    {
        using var client = new CodeBuildClient(Moto.Connection);
        var project = Moto.Name();
        await Moto.JsonAsync(AwsService.CodeBuild, "CreateProject", new JsonObject
        {
            ["name"] = project,
            ["source"] = new JsonObject { ["type"] = "S3", ["location"] = "sources/app.zip" },
            ["artifacts"] = new JsonObject { ["type"] = "NO_ARTIFACTS" },
            ["environment"] = new JsonObject { ["type"] = "LINUX_CONTAINER", ["image"] = "aws/codebuild/standard:7.0", ["computeType"] = "BUILD_GENERAL1_SMALL" },
            ["serviceRole"] = "arn:aws:iam::123456789012:role/build",
        });

        var started = await client.StartAsync(project, "v1", new Dictionary<string, string> { ["TAG"] = "v1" }, null, Guid.NewGuid().ToString(), default);
        Assert.Equal("SUCCEEDED", Assert.Single(await client.DescribeAsync([started.Id], default)).Status); // moto's builds are done when they are looked at
        await client.StopAsync(started.Id, default);

        Assert.StartsWith(project + ":", started.Id, StringComparison.Ordinal);
        Assert.Equal([started.Id], await client.ListAsync(project, default));
        Assert.Equal("ResourceNotFoundException", (await Assert.ThrowsAsync<AwsCallError>(() => client.StopAsync(project + ":none", default))).AwsCode);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Task_Stopped_SaysWhyAndItsRevisionGoesOutOfUse()
    {
        using var client = new EcsClient(Moto.Connection);
        var name = Moto.Name();
        await Moto.CreateClusterAsync(name);
        var definition = await client.RegisterTaskDefinitionAsync(
            (JsonObject)JsonNode.Parse($$"""{"family":"{{name}}","cpu":"256","memory":"512","containerDefinitions":[{"name":"web","image":"i","cpu":256,"memory":512}]}""")!, default);
        var ran = await Moto.JsonAsync(AwsService.Ecs, "RunTask", new JsonObject
        {
            ["cluster"] = name,
            ["taskDefinition"] = definition,
            ["launchType"] = "FARGATE",
        });
        var task = (string)ran["tasks"]![0]!["taskArn"]!;

        await client.StopTaskAsync(name, task, "no longer wanted", default);
        await client.DeregisterTaskDefinitionAsync(definition, default);

        var stopped = Assert.Single(await client.DescribeTasksAsync(name, [task], default));
        Assert.Equal((definition, "STOPPED", "no longer wanted"), (stopped.TaskDefinition, stopped.Status, stopped.StoppedReason));
        Assert.DoesNotContain(definition, await client.ListTaskDefinitionsAsync(name, default));
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Validation;

namespace DeployCrew.Infra.Tests.Blueprints;

public class StackBlueprintTests
{
    public static TheoryData<string> SampleNames => [.. Samples.Names];

    [Theory, MemberData(nameof(SampleNames))]
    public void Create_Sample_IsValidInEveryEnvironment(string sample)
    {
        var document = Samples.Get(sample);
        var model = StackBlueprint.Create(document);
        Assert.Empty(ModelValidator.Validate(model));
        foreach (var environment in document.Environments.Keys)
            Assert.Empty(ModelValidator.Validate(model, StackBlueprint.Configuration(document, environment)));
    }

    [Fact]
    public void Create_Sample_HasTheNamesThatValidationChecks()
    {
        var inputs = Inputs(Samples.Shop(), "dev");
        var name = ResourceNames.Service("shop", "dev", "api");
        Assert.Equal(ResourceNames.Prefix("shop", "dev"), inputs["alb"]["name"]!.GetValue<string>());
        Assert.Equal(ResourceNames.Repository("shop", "dev", "api"), inputs["api-repository"]["name"]!.GetValue<string>());
        Assert.Equal(name, inputs["api-service"]["name"]!.GetValue<string>());
        Assert.Equal(ResourceNames.TargetGroup("shop", "dev", "api", 3000), inputs["api-target"]["name"]!.GetValue<string>());
        Assert.Equal(name, inputs["api-task"]["family"]!.GetValue<string>());
        Assert.Equal("/shop/dev/api", inputs["api-logs"]["name"]!.GetValue<string>());
    }

    [Fact]
    public void Create_ServiceWithAndWithoutRoutes_WritesTheContractOfEach()
    {
        var names = Inputs(Samples.Worker(), "dev").Values.Where(inputs => inputs.ContainsKey("value"))
            .Select(inputs => inputs["name"]!.GetValue<string>()).Order(StringComparer.Ordinal);
        string[] shared = [ContractKeys.Url, ContractKeys.Cluster, ContractKeys.LoadBalancer, ContractKeys.Strategy];
        string[] both = [.. new[] { "web", "worker-1" }.SelectMany(name => new[]
            { ContractKeys.Service(name), ContractKeys.TaskDefinition(name), ContractKeys.Repository(name), ContractKeys.LogGroup(name) })];
        string[] routed = [ContractKeys.TargetGroup("web"), ContractKeys.ServiceUrl("web")];
        Assert.Equal(shared.Concat(both).Concat(routed).Select(key => $"/w0rk/dev/{key}").Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void Create_TrafficIsShifted_WritesTheContractOfIt()
    {
        var contract = Inputs(Samples.Shifting("canary"), "dev").Values.Where(inputs => inputs.ContainsKey("value"))
            .ToDictionary(inputs => inputs["name"]!.GetValue<string>()["/sh1ft/dev/".Length..], inputs => inputs["value"]!.GetValue<string>());
        Assert.Equal(["canary", "https://dev.test:9443", "<web-target.arn>", "<web-green.arn>", "<web-production.arn>", "<web-test.arn>"],
            new[] { ContractKeys.Strategy, ContractKeys.TestUrl, ContractKeys.TargetGroup("web"), ContractKeys.AlternateTargetGroup("web"),
                ContractKeys.ProductionRule("web"), ContractKeys.TestRule("web") }.Select(key => contract[key]));
        Assert.DoesNotContain(ContractKeys.AlternateTargetGroup("worker-1"), contract.Keys);
    }

    [Theory]
    [InlineData("blueGreen", """{"strategy":"BLUE_GREEN","bakeTimeInMinutes":"5"}""")]
    [InlineData("canary", """{"strategy":"CANARY","bakeTimeInMinutes":"5","canaryConfiguration":{"canaryPercent":2.5,"canaryBakeTimeInMinutes":"10"}}""")]
    [InlineData("linear", """{"strategy":"LINEAR","bakeTimeInMinutes":"5","linearConfiguration":{"stepPercent":20,"stepBakeTimeInMinutes":"6"}}""")]
    public void Create_TrafficIsShifted_TellsEcsHowAndWhereTo(string strategy, string expected)
    {
        var inputs = Inputs(Samples.Shifting(strategy), "dev");
        Assert.Equal(expected, inputs["web-service"]["deploymentConfiguration"]!.ToJsonString());
        Assert.DoesNotContain("deploymentCircuitBreaker", inputs["web-service"].Select(entry => entry.Key));
        Assert.Equal("""{"alternateTargetGroupArn":"<web-green.arn>","productionListenerRule":"<web-production.arn>","testListenerRule":"<web-test.arn>","roleArn":"<ecs-infrastructure-role.arn>"}""",
            inputs["web-service"]["loadBalancers"]![0]!["advancedConfiguration"]!.ToJsonString(Core.Json.JsonFormat.Compact));
        Assert.Equal(["sh1ft-dev-web-8080", "sh1ft-dev-web-8080-g"],
            new[] { "web-target", "web-green" }.Select(name => inputs[name]["name"]!.GetValue<string>()));
        Assert.DoesNotContain("deploymentConfiguration", inputs["worker-1-service"].Select(entry => entry.Key));
    }

    [Fact]
    public void Create_TrafficIsShifted_LetsTheNetworkAndTestersReachTheTestListenerOnly()
    {
        var document = Samples.Shifting("linear");
        string[] Sources(string environment) => [.. Inputs(document, environment).Values
            .Where(inputs => inputs["fromPort"]?.GetValue<int>() == 9443).Select(inputs => inputs["cidrIpv4"]!.GetValue<string>())];
        Assert.Equal(["10.0.0.0/16"], Sources("dev"));
        Assert.Equal(["10.9.0.0/16", "203.0.113.0/24", "198.51.100.7/32"], Sources("prod"));
    }

    [Fact]
    public void Create_ScalingByMemoryAndRequests_IsWhereItIsAskedFor()
    {
        string[] Policies(string environment) => [.. Inputs(Samples.Scaling(), environment).Keys
            .Where(name => name.Contains("-scaling-by-", StringComparison.Ordinal) && !name.EndsWith("cpu", StringComparison.Ordinal))];
        Assert.Equal(["web-scaling-by-memory"], Policies("dev"));
        Assert.Equal(["web-scaling-by-requests", "worker-1-scaling-by-memory"], Policies("prod"));
    }

    [Fact]
    public void Create_NoWayToTheInternet_HasEndpointsForWhatTasksNeedAndOnlyForThem()
    {
        var inputs = Inputs(Samples.Endpoints(), "prod");
        Assert.DoesNotContain(inputs, entry => entry.Value["destinationCidrBlock"] is not null && entry.Key != "public-to-internet");
        Assert.Equal(["ecr.api", "ecr.dkr", "logs", "s3", "secretsmanager", "sqs", "ssm"], Services(inputs));
        Assert.Equal(["admin-ui-to-endpoints", "api-to-endpoints", "web-to-endpoints"], inputs
            .Where(entry => entry.Value["securityGroupId"]?.GetValue<string>() == "<endpoints-security-group.id>").Select(entry => entry.Key));
        Assert.Equal(["s3"], Services(Inputs(Samples.Endpoints(), "dev")));

        static IEnumerable<string> Services(Dictionary<string, JsonObject> inputs) => inputs.Values
            .Select(resource => resource["serviceName"]?.GetValue<string>()).OfType<string>().Select(name => name["com.amazonaws.eu-central-1.".Length..])
            .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Create_ExistingNetworkAndCertificate_AreUsedAndNothingOfThemIsCreated()
    {
        var prod = Inputs(Samples.Existing(), "prod");
        Assert.DoesNotContain(prod.Keys, name => name is "vpc" or "public-1" or "certificate" or "certificate-validation" or "flow-log" or "s3-endpoint");
        Assert.Equal("vpc-00000001", prod["web-target"]["vpcId"]!.GetValue<string>());
        Assert.Equal(["subnet-00000001", "subnet-00000002"], prod["alb"]["subnets"]!.AsArray().Select(subnet => subnet!.GetValue<string>()));
        Assert.Equal(["subnet-00000003", "subnet-00000004"],
            prod["main-subnets"]["subnetIds"]!.AsArray().Select(subnet => subnet!.GetValue<string>()));
        Assert.StartsWith("arn:aws:acm:", prod["https"]["certificateArn"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("domain", prod.Keys);
        var dev = Inputs(Samples.Existing(), "dev");
        Assert.Equal("<vpc.id>", dev["web-target"]["vpcId"]!.GetValue<string>());
        Assert.Equal("<certificate-issued.certificateArn>", dev["https"]["certificateArn"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("shop")]
    [InlineData("all-existing")]
    public void Create_EnvironmentsThatAreAlike_HasNoChoice(string sample) => Assert.DoesNotContain(
        StackBlueprint.Create(Samples.Get(sample)).Resources.SelectMany(Values.In), value => value is Choice);

    [Fact]
    public void Create_AccessLogs_GoToABucketThatOnlyTheLoadBalancerWritesTo()
    {
        var inputs = Inputs(Samples.Hello(), "dev");
        Assert.Equal("""{"bucket":"<access-logs-tls-only.bucket>","enabled":true}""",
            inputs["alb"]["accessLogs"]!.ToJsonString(Core.Json.JsonFormat.Compact));
        var statement = JsonNode.Parse(inputs["access-logs-tls-only"]["policy"]!.GetValue<string>())!["Statement"]![1]!;
        Assert.Equal("arn:aws:s3:::hello-dev-access-logs-<vpc.ownerId>/AWSLogs/<vpc.ownerId>/*", statement["Resource"]!.GetValue<string>());
        Assert.Equal("AES256",
            inputs["access-logs-encryption"]["rules"]![0]!["applyServerSideEncryptionByDefault"]!["sseAlgorithm"]!.GetValue<string>());
        Assert.DoesNotContain(Inputs(Samples.Guarded(), "dev").Keys, name => name.StartsWith("access-logs", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_Firewall_IsThereWhereItIsAskedFor()
    {
        Assert.Contains("firewall-association", Inputs(Samples.Existing(), "prod").Keys);
        Assert.DoesNotContain("firewall", Inputs(Samples.Existing(), "dev").Keys);
        Assert.DoesNotContain(StackBlueprint.Create(Samples.Hello()).Resources, resource => resource.Options.Concept == "firewall");
    }

    [Fact]
    public void Create_Shell_IsAllowedOnlyWhereItIsAskedFor()
    {
        Assert.True(Inputs(Samples.Endpoints(), "dev")["web-service"]["enableExecuteCommand"]!.GetValue<bool>());
        var prod = Inputs(Samples.Endpoints(), "prod");
        Assert.False(prod["web-service"]["enableExecuteCommand"]!.GetValue<bool>());
        Assert.DoesNotContain(prod.Values, inputs => inputs.ToJsonString().Contains("ssmmessages:", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_Repository_KeepsDeployedImagesWhateverTheirAge()
    {
        var rules = JsonNode.Parse(Inputs(Samples.Hello(), "dev")["web-image-lifecycle"]["policy"]!.GetValue<string>())!["rules"]!.AsArray();
        Assert.Equal("deployed-*", rules[0]!["selection"]!["tagPatternList"]![0]!.GetValue<string>());
        Assert.Equal("document-*", rules[1]!["selection"]!["tagPatternList"]![0]!.GetValue<string>());
        Assert.Equal([1, 2, 3], rules.Select(rule => rule!["rulePriority"]!.GetValue<int>()));
        Assert.Equal("any", rules[2]!["selection"]!["tagStatus"]!.GetValue<string>());
    }

    [Fact]
    public void Create_Dashboard_IsValidJsonOfOneSizeForAnyNumberOfServices()
    {
        var body = Inputs(Samples.Shop(), "prod")["dashboard"]["dashboardBody"]!.GetValue<string>();
        Assert.Equal(6, JsonNode.Parse(body)!["widgets"]!.AsArray().Count);
        Assert.Contains("ClusterName=\\\"shop-prod\\\"", body.Replace("\\u0022", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SeveralRoutes_PutsTheLongerPathFirst()
    {
        var inputs = Inputs(Samples.Shop(), "dev");
        var order = inputs.Where(entry => entry.Value.ContainsKey("priority")).OrderBy(entry => entry.Value["priority"]!.GetValue<int>())
            .Select(entry => entry.Key);
        Assert.Equal(["api-route-2", "admin-ui-route", "api-route", "web-route"], order);
    }

    [Fact]
    public void Create_TaskDefinition_ListsPortBackingAndOwnVariablesButNoSecretValue()
    {
        var container = JsonNode.Parse(Inputs(Samples.Shop(), "prod")["api-task"]["containerDefinitions"]!.GetValue<string>())![0]!;
        Assert.Equal("api", container["name"]!.GetValue<string>());
        Assert.Equal(
            ["PORT", "MAIN_HOST", "MAIN_PORT", "MAIN_NAME", "MAIN_USER", "CACHE"],
            container["environment"]!.AsArray().Select(variable => variable!["name"]!.GetValue<string>()));
        Assert.Equal("arn:aws:ssm:eu-central-1:<vpc.ownerId>:parameter/shop/prod/api-key",
            container["secrets"]![0]!["valueFrom"]!.GetValue<string>());
    }

    [Fact]
    public void Active_NatModes_HaveTheirGatewaysOnly()
    {
        var document = Samples.NatModes();
        var model = StackBlueprint.Create(document);
        var counts = document.Environments.Keys.ToDictionary(environment => environment, environment =>
            StackResolution.Active(model, StackBlueprint.Configuration(document, environment))
                .Count(resource => resource.Type == "aws:ec2/natGateway:NatGateway"));
        Assert.Equal([0, 1, 2], [counts["cheap"], counts["dev"], counts["prod"]]);
    }

    [Fact]
    public void Create_TasksInPublicSubnets_AreReachedByTheLoadBalancerOnly()
    {
        var inputs = Inputs(Samples.NatModes(), "cheap");
        Assert.True(inputs["web-service"]["networkConfiguration"]!["assignPublicIp"]!.GetValue<bool>());
        var open = inputs.Where(entry => entry.Value["cidrIpv4"]?.GetValue<string>() == "0.0.0.0/0"
            && entry.Value.ContainsKey("fromPort")).Select(entry => entry.Key);
        Assert.Equal(["world-to-alb-http", "world-to-alb-https"], open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Configuration_SubnetsNotGiven_AreCarvedOutOfTheNetwork()
    {
        var values = StackBlueprint.Configuration(Samples.Hello(), "dev").Values;
        Assert.Equal(["10.0.0.0/20", "10.0.16.0/20"], (IReadOnlyList<string>)values["publicSubnets"]);
        Assert.Equal(["10.0.64.0/20", "10.0.80.0/20"], (IReadOnlyList<string>)values["privateSubnets"]);
    }

    [Fact]
    public void Create_ZonesDiffer_FailsWithDC4020()
    {
        var document = Samples.Subnets();
        var wrong = document with
        {
            Environments = new Dictionary<string, EnvironmentRequirements>(document.Environments)
            {
                ["dev"] = new() { Domain = "dev.test", PublicSubnets = ["10.0.1.0/24", "10.0.2.0/24"] },
            },
        };
        Assert.Contains("DC4020 environments/dev", Assert.Single(Assert.Throws<DeployError>(() => StackBlueprint.Create(wrong)).Details),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Create_SecretInOneEnvironmentOnly_FailsWithDC4021()
    {
        var document = Samples.Hello() with
        {
            Environments = new Dictionary<string, EnvironmentRequirements>
            {
                ["dev"] = new() { Domain = "dev.test" },
                ["prod"] = new()
                {
                    Domain = "prod.test",
                    Services = new Dictionary<string, ServiceOverrides>
                    { ["web"] = new() { Secrets = new Dictionary<string, string> { ["KEY"] = "ssm:/key" } } }
                },
            },
        };
        Assert.Contains("DC4021 environments/dev/services/web/secrets/KEY",
            Assert.Single(Assert.Throws<DeployError>(() => StackBlueprint.Create(document)).Details), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NamesThatCollideInCode_FailsWithDC4025()
    {
        var document = Samples.Hello() with
        {
            Services = new Dictionary<string, ServiceRequirements>
            { ["web1"] = new(), ["web-1"] = new() { Routes = ["/b"] } }
        };
        Assert.Contains("DC4025", Assert.Throws<DeployError>(() => StackBlueprint.Create(document)).Details[0], StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonObject> Inputs(RequirementsDocument document, string environment)
    {
        var configuration = StackBlueprint.Configuration(document, environment);
        return StackResolution.Active(StackBlueprint.Create(document), configuration)
            .ToDictionary(resource => resource.Name, resource =>
                StackResolution.Inputs(resource, configuration, (name, property) => $"<{name}.{property}>"));
    }
}

using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Rehearsal.Stacks;
using DeployCrew.Rehearsal.Tests.Hosting;

namespace DeployCrew.Rehearsal.Tests.Stacks;

/// <summary>Every shape that a stack can have is applied, and applied again without a change.</summary>
public sealed class StackShapesTests : IAsyncLifetime
{
    private TestCloud cloud = null!;

    public async Task InitializeAsync() => cloud = await TestCloud.StartAsync();

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Theory]
    [InlineData("blueGreen")]
    [InlineData("canary")]
    [InlineData("linear")]
    public async Task Apply_TrafficIsShifted_HasTwoGroupsOnBothRulesAndATestListener(string strategy)
    {
        var document = TestRequirements.Web() with { Deploy = new() { Strategy = strategy } };
        await AppliesAsync(document);

        var contract = await cloud.Parameters.ReadAsync("/hello/dev", default);
        Assert.Equal(strategy, contract[ContractKeys.Strategy]);
        var listeners = cloud.State().LoadBalancers.Values.Single().Listeners;
        string[] groups = [contract[ContractKeys.TargetGroup("web")], contract[ContractKeys.AlternateTargetGroup("web")]];
        foreach (var (port, key, url) in new[]
        {
            (443, ContractKeys.ProductionRule("web"), ContractKeys.Url), (8443, ContractKeys.TestRule("web"), ContractKeys.TestUrl),
        })
        {
            var listener = listeners.Single(one => one.RequestedPort == port);
            var rule = listener.Rules.Single();
            Assert.Equal(contract[key], rule.Arn);
            Assert.Equal([100, 0], groups.Select(group => rule.Weights[group]));
            Assert.Equal($"https://localhost:{listener.Port}", contract[url]);
        }
    }

    [Fact]
    public async Task Apply_AnotherPort_MovesTheRuleToTheNewTargetGroup()
    {
        await AppliesAsync(TestRequirements.Web());
        var before = (await cloud.Parameters.ReadAsync("/hello/dev", default))[ContractKeys.TargetGroup("web")];

        await AppliesAsync(TestRequirements.Web(web => web with { Port = 9090 }));

        var after = (await cloud.Parameters.ReadAsync("/hello/dev", default))[ContractKeys.TargetGroup("web")];
        Assert.NotEqual(before, after);
        var rule = cloud.State().LoadBalancers.Values.Single().Listeners.SelectMany(listener => listener.Rules).Single();
        Assert.Equal([after], rule.Weights.Keys);
    }

    [Fact]
    public async Task Apply_AnotherStrategy_LeavesOneRulePerListener()
    {
        await AppliesAsync(TestRequirements.Web());

        await AppliesAsync(TestRequirements.Web() with { Deploy = new() { Strategy = "blueGreen" } });

        Assert.All(cloud.State().LoadBalancers.Values.Single().Listeners.Where(listener => listener.Protocol == "HTTPS"),
            listener => Assert.Equal(2, Assert.Single(listener.Rules).Weights.Count));
    }

    [Fact]
    public async Task Apply_EndpointsFirewallAndShell_AreTaken() => await AppliesAsync(With(new()
    {
        Domain = "hello.test",
        Nat = "endpoints",
        Waf = true,
        Exec = true,
    }));

    [Fact]
    public async Task Apply_ExistingNetworkAndCertificate_ServesAtALocalAddress()
    {
        var service = await cloud.ProvisionAsync(With(new()
        {
            Domain = "hello.test",
            Existing = new()
            {
                VpcId = "vpc-00000001",
                PublicSubnetIds = ["subnet-00000001", "subnet-00000002"],
                PrivateSubnetIds = ["subnet-00000003", "subnet-00000004"],
                CertificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/0f6e2f1c",
            },
        }));
        await service.ServeAsync("v1");
        Assert.Equal("v1", await service.Client.GetStringAsync("/"));
    }

    [Fact]
    public async Task Apply_BootstrapWithGitHub_IsTaken()
    {
        var document = TestRequirements.Web() with { GitHub = new() { Repository = "acme/hello" } };
        using var engine = new RehearsalStackEngine(cloud.Address);
        var result = await engine.ApplyAsync(StateBackendBlueprint.Create(document), StateBackendBlueprint.Configuration(document), null, default);
        Assert.Equal(["backendUrl", "bucket", "buildRoleArn", "deployRoleArn", "infrastructureRoleArn", "secretsProvider"],
            result.Outputs.Keys.Order(StringComparer.Ordinal));
    }

    private static RequirementsDocument With(EnvironmentRequirements environment) => TestRequirements.Web() with
    {
        Environments = new Dictionary<string, EnvironmentRequirements> { ["dev"] = environment },
    };

    private async Task AppliesAsync(RequirementsDocument document)
    {
        await cloud.ApplyAsync(document);
        Assert.All((await cloud.ApplyAsync(document)).Changes, change => Assert.True(change.Kind == ChangeKind.Same, change.ToString()));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Tests.Ecs;

/// <summary>A strategy that cannot be: the request is refused, and everything is as it was.</summary>
public sealed class StrategyCheckTests
{
    private const string Advanced = "\"alternateTargetGroupArn\":\"green\",\"productionListenerRule\":\"production\",\"roleArn\":\"arn:aws:iam::000000000000:role/ecs\"";

    [Theory]
    [InlineData("""{"strategy":"BLUE_GREEN"}""", "bakeTimeInMinutes is required")]
    [InlineData("""{"strategy":"BLUE_GREEN","bakeTimeInMinutes":1441}""", "bakeTimeInMinutes must be between 0 and 1440")]
    [InlineData("""{"strategy":"CANARY","canaryConfiguration":{"canaryPercent":0.01}}""", "canaryPercent must be between 0.1 and 100")]
    [InlineData("""{"strategy":"CANARY","canaryConfiguration":{"canaryPercent":5.55}}""", "in steps of 0.1")]
    [InlineData("""{"strategy":"CANARY","canaryConfiguration":{"canaryPercent":1e300}}""", "canaryPercent must be between")]
    [InlineData("""{"strategy":"CANARY","canaryConfiguration":{"canaryPercent":"5"}}""", "expected a number")]
    [InlineData("""{"strategy":"CANARY","canaryConfiguration":7}""", "expected an object")]
    [InlineData("""{"strategy":"LINEAR","linearConfiguration":{"stepPercent":2}}""", "stepPercent must be between 3 and 100")]
    [InlineData("""{"strategy":"LINEAR","linearConfiguration":{"stepBakeTimeInMinutes":-1}}""", "stepBakeTimeInMinutes must be between 0 and 1440")]
    [InlineData("""{"strategy":"LINEAR","canaryConfiguration":{"canaryPercent":5}}""", "only be specified when the deployment strategy is CANARY")]
    [InlineData("""{"strategy":"CANARY","lifecycleHooks":[{"hookTargetArn":"arn:aws:lambda","lifecycleStages":["PRE_SCALE_UP"]}]}""", "no Lambda")]
    [InlineData("""{"strategy":"CANARY","lifecycleHooks":[{"targetType":"PAUSE","lifecycleStages":[]}]}""", "lifecycleStages must not be empty")]
    [InlineData("""{"strategy":"CANARY","lifecycleHooks":[{"targetType":"PAUSE","lifecycleStages":["PRODUCTION_TRAFFIC_SHIFT"]}]}""", "PRODUCTION_TRAFFIC_SHIFT")]
    [InlineData("""{"strategy":"ROLLING","lifecycleHooks":[{"targetType":"PAUSE","lifecycleStages":["PRE_SCALE_UP"]}]}""", "not have them in ROLLING")]
    public void Update_ConfigurationThatCannotBe_IsRefusedAndChangesNothing(string configuration, string message) =>
        AssertRefused($$"""{"deploymentConfiguration":{{configuration}} }""", message);

    [Theory]
    [InlineData("", "advancedConfiguration field is required for all loadBalancers")]
    [InlineData(",\"advancedConfiguration\":{\"alternateTargetGroupArn\":\"green\",\"productionListenerRule\":\"production\"}", "roleArn is required")]
    [InlineData(",\"advancedConfiguration\":{\"productionListenerRule\":\"production\",\"roleArn\":\"r\"}", "alternateTargetGroupArn is required")]
    [InlineData(",\"advancedConfiguration\":{" + Advanced + ",\"testListenerRule\":\"none\"}", "The specified listener rule does not exist: none.")]
    [InlineData(",\"advancedConfiguration\":{" + Advanced + ",\"testListenerRule\":\"new-production\"}",
        "Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.")]
    public void Update_LoadBalancersThatCannotBe_AreRefused(string advanced, string message) =>
        AssertRefused($$"""{"loadBalancers":[{"targetGroupArn":"blue","containerName":"web","containerPort":80{{advanced}} }] }""", message);

    [Fact]
    public void Update_CanaryOrLinearWithoutALoadBalancer_IsRefused() =>
        AssertRefused("""{"loadBalancers":[]}""", "requires a load balancer");

    [Fact]
    public void Update_PartOfIt_KeepsTheRest()
    {
        var service = new VirtualService("""{"strategy":"CANARY","bakeTimeInMinutes":4}""", live: false);

        service.Configure("""{"canaryConfiguration":{"canaryPercent":30},"minimumHealthyPercent":50}""");

        var kept = service.Service.Settings.Object("deploymentConfiguration")!;
        Assert.Equal(("CANARY", 4, 30, 10, 50), (kept.Text("strategy"), kept.Number("bakeTimeInMinutes"), kept.Object("canaryConfiguration")!.Number("canaryPercent"),
            kept.Object("canaryConfiguration")!.Number("canaryBakeTimeInMinutes"), kept.Number("minimumHealthyPercent")));
        service.Configure("""{"strategy":"ROLLING"}""");
        Assert.Equal(["minimumHealthyPercent", "strategy"], service.Service.Settings.Object("deploymentConfiguration")!.Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    private static void AssertRefused(string request, string message)
    {
        var service = new VirtualService("""{"strategy":"CANARY"}""", live: false);
        service.Service.Settings.Object("deploymentConfiguration")!.Remove("bakeTimeInMinutes");
        service.AddGroups("new-blue", "new-green", "new-production");
        var before = JsonSerializer.Serialize(service.State, JsonFormat.Compact);

        Assert.Contains(message, Assert.Throws<AwsFault>(() => service.Update(request)).Message, StringComparison.Ordinal);

        Assert.Equal(before, JsonSerializer.Serialize(service.State, JsonFormat.Compact));
    }
}

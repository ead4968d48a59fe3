using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests;

/// <summary>What a preflight asks, of a cloud that is not ours.</summary>
[Trait("Category", "real")]
public sealed class AccountFactsTests
{
    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Quota_OfVpcs_IsRead()
    {
        using var facts = new AccountFacts(Moto.Connection);
        Assert.Equal(5, await facts.QuotaAsync(new("vpc", "L-F678F1CE", "VPCs per Region"), default));
        var error = await Assert.ThrowsAsync<AwsCallError>(() => facts.QuotaAsync(new("fargate", "L-3032A538", ""), default));
        Assert.Equal("NoSuchResourceException", error.AwsCode);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Used_VpcsAndAddresses_AreCounted()
    {
        using var facts = new AccountFacts(Moto.Connection);
        var before = await facts.UsedAsync(new("vpc", "L-F678F1CE", ""), default);
        var addresses = await facts.UsedAsync(new("ec2", "L-0263D0A3", ""), default);
        await Ec2Async("CreateVpc", ("CidrBlock", "10.1.0.0/16"));
        await Ec2Async("AllocateAddress", ("Domain", "vpc"));
        Assert.True(await facts.UsedAsync(new("vpc", "L-F678F1CE", ""), default) > before);
        Assert.True(await facts.UsedAsync(new("ec2", "L-0263D0A3", ""), default) > addresses);
        Assert.NotNull(await facts.UsedAsync(new("elasticloadbalancing", "L-53DA6B97", ""), default));
        Assert.Null(await facts.UsedAsync(new("fargate", "L-3032A538", ""), default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Networks_PeeredAndTagged_AreTold()
    {
        using var facts = new AccountFacts(Moto.Connection);
        var one = await VpcAsync("10.40.0.0/16");
        var other = await VpcAsync("10.41.0.0/16");
        var peering = await Ec2Async("CreateVpcPeeringConnection", ("VpcId", one), ("PeerVpcId", other));
        await Ec2Async("AcceptVpcPeeringConnection", ("VpcPeeringConnectionId", Value(peering, "vpcPeeringConnectionId")));
        await Ec2Async("CreateTags", ("ResourceId.1", one), ("Tag.1.Key", "managed-by"), ("Tag.1.Value", "deploycrew"),
            ("Tag.2.Key", "project"), ("Tag.2.Value", "hello"), ("Tag.3.Key", "environment"), ("Tag.3.Value", "dev"));

        var networks = (await facts.NetworksAsync(default)).ToDictionary(network => network.Id);

        Assert.Equal(("hello/dev", "10.40.0.0/16", "10.41.0.0/16"), (networks[one].Environment, networks[one].Blocks[0], networks[one].PeeredBlocks[0]));
        Assert.Equal("10.40.0.0/16", Assert.Single(networks[other].PeeredBlocks));
        Assert.Null(networks[other].Environment);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Exists_BeforeAndAfterCreation_TellsTheDifference()
    {
        using var facts = new AccountFacts(Moto.Connection);
        var name = Moto.Name();
        string[] types =
        [
            "aws:lb/targetGroup:TargetGroup", "aws:ecr/repository:Repository", "aws:ecs/cluster:Cluster", "aws:iam/role:Role",
            "aws:cloudwatch/logGroup:LogGroup", "aws:ssm/parameter:Parameter", "aws:lb/loadBalancer:LoadBalancer", "aws:rds/instance:Instance",
        ];
        foreach (var type in types)
            Assert.False(await facts.ExistsAsync(type, name, default), type);
        await Moto.LoadBalancingAsync("CreateTargetGroup", ("Name", name), ("Protocol", "HTTP"), ("Port", "80"), ("VpcId", await VpcAsync("10.42.0.0/16")), ("TargetType", "ip"));
        await Moto.JsonAsync(AwsService.Ecr, "CreateRepository", new JsonObject { ["repositoryName"] = name });
        await Moto.CreateClusterAsync(name);
        using (var iam = new AwsClient(AwsService.Iam, Moto.Connection))
            await iam.QueryAsync("CreateRole", [KeyValuePair.Create("RoleName", name), KeyValuePair.Create("AssumeRolePolicyDocument", "{\"Version\":\"2012-10-17\",\"Statement\":[]}")], default);
        await Moto.JsonAsync(AwsService.Logs, "CreateLogGroup", new JsonObject { ["logGroupName"] = name });
        await Moto.JsonAsync(AwsService.Ssm, "PutParameter", new JsonObject { ["Name"] = name, ["Value"] = "x", ["Type"] = "String" });
        foreach (var type in types[..6])
            Assert.True(await facts.ExistsAsync(type, name, default), type);
        Assert.Null(await facts.ExistsAsync("aws:ec2/vpc:Vpc", name, default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Tagged_ResourcesOfAProject_AreFound()
    {
        using var tagged = new TaggedResources(Moto.Connection);
        var name = Moto.Name();
        var tags = new Dictionary<string, string> { ["project"] = name, ["environment"] = "dev" };
        Assert.Empty(await tagged.FindAsync(tags, default));
        var vpc = await VpcAsync("10.43.0.0/16");
        await Ec2Async("CreateTags", ("ResourceId.1", vpc), ("Tag.1.Key", "project"), ("Tag.1.Value", name), ("Tag.2.Key", "environment"), ("Tag.2.Value", "dev"));
        Assert.EndsWith(vpc, Assert.Single(await tagged.FindAsync(tags, default)), StringComparison.Ordinal);
        Assert.Empty(await tagged.FindAsync(new Dictionary<string, string>(tags) { ["environment"] = "prod" }, default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Zone_PublicAndUnknown_AreTold()
    {
        using var zones = new Route53Zones(Moto.Connection);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Moto.Connection.Endpoint!, "/2013-04-01/hostedzone"))
        {
            Content = new StringContent(
                "<CreateHostedZoneRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Name>example.test.</Name><CallerReference>1</CallerReference></CreateHostedZoneRequest>",
                Encoding.UTF8, "application/xml"),
        };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(
            "AWS4-HMAC-SHA256 Credential=x/20261121/us-east-1/route53/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await client.SendAsync(request);
        var id = Value(XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!, "Id").Split('/')[^1];

        var zone = await zones.FindAsync(id, default);

        Assert.Equal(("example.test", false, true), (zone!.Name, zone.IsPrivate, zone.NameServers.Count > 0));
        Assert.All(zone.NameServers, server => Assert.False(server.EndsWith('.')));
        Assert.Null(await zones.FindAsync("Z00000000000000000000", default));
    }

    private static async Task<string> VpcAsync(string cidr) => Value(await Ec2Async("CreateVpc", ("CidrBlock", cidr)), "vpcId");

    private static async Task<XElement> Ec2Async(string operation, params (string Name, string Value)[] parameters)
    {
        using var client = new AwsClient(AwsService.Ec2, Moto.Connection);
        return await client.Ec2Async(operation, parameters.Select(one => KeyValuePair.Create(one.Name, one.Value)), default);
    }

    private static string Value(XElement answer, string name) => answer.Descendants().First(element => element.Name.LocalName == name).Value;
}

using System.Text.Json.Nodes;
using System.Xml.Linq;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Tests;

/// <summary>moto, an emulator of AWS that is not ours. Everything in it is made under a name of the test's own.</summary>
internal static class Moto
{
    public static AwsConnection Connection { get; } = new("eu-west-1")
    {
        Endpoint = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_MOTO") is { Length: > 0 } address ? new Uri(address) : null,
        AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        SecretAccessKey = new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    };

    public static string Name() => "t" + Guid.NewGuid().ToString("N")[..12];

    public static async Task<JsonObject> JsonAsync(AwsService service, string operation, JsonObject request)
    {
        using var client = new AwsClient(service, Connection);
        return await client.JsonAsync(operation, request, default);
    }

    /// <summary>A cluster, with a tag: moto's tagging API fails on one that has none.</summary>
    public static Task<JsonObject> CreateClusterAsync(string name) => JsonAsync(AwsService.Ecs, "CreateCluster", new JsonObject
    {
        ["clusterName"] = name,
        ["tags"] = new JsonArray(new JsonObject { ["key"] = "test", ["value"] = name }),
    });

    /// <summary>A network.</summary>
    public static async Task<string> CreateVpcAsync()
    {
        using var client = new AwsClient(AwsService.Ec2, Connection);
        var answer = await client.Ec2Async("CreateVpc", [KeyValuePair.Create("CidrBlock", "10.0.0.0/16")], default);
        return answer.Descendants().First(element => element.Name.LocalName == "vpcId").Value;
    }

    /// <summary>Calls Elastic Load Balancing.</summary>
    public static async Task<XElement> LoadBalancingAsync(string operation, params (string Name, string Value)[] parameters)
    {
        using var client = new AwsClient(AwsService.LoadBalancing, Connection);
        return await client.QueryAsync(operation, parameters.Select(one => KeyValuePair.Create(one.Name, one.Value)), default);
    }
}

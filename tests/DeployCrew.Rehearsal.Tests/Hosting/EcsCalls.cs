using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Tests.Hosting;

/// <summary>ECS of a cloud, asked as its endpoint asks it: what the product's own client does not need.</summary>
internal sealed class EcsCalls(TestCloud cloud)
{
    public JsonObject Ask(string operation, string request) =>
        cloud.Cloud.Services.First(service => service.Name == "ecs").Operations[operation]((JsonObject)JsonNode.Parse(request)!,
            new AwsCall(operation, AwsCaller.Owner("ecs", TestCloud.Region), "1", new Pager([], "", "")));

    /// <summary>Starts a deployment. Returns its ARN.</summary>
    public string Deploy(string cluster, string service, string taskDefinition, string configuration) => Ask("UpdateService", $$"""
        {"cluster":"{{cluster}}","service":"{{service}}","taskDefinition":"{{taskDefinition}}","forceNewDeployment":true,"healthCheckGracePeriodSeconds":2,"deploymentConfiguration":{{configuration}} }
        """)["service"]!["currentServiceDeployment"]!.ToString();

    public JsonObject Describe(string deployment) =>
        (JsonObject)Ask("DescribeServiceDeployments", $$"""{"serviceDeploymentArns":["{{deployment}}"]}""")["serviceDeployments"]![0]!;

    public string Status(string deployment) => Describe(deployment)["status"]!.ToString();

    public string? Stage(string deployment) => Describe(deployment)["lifecycleStage"]?.ToString();

    /// <summary>Percent of production traffic that the new revision is to get.</summary>
    public double Weight(string deployment) => Describe(deployment)["targetServiceRevision"]!["requestedProductionTrafficWeight"]?.GetValue<double>() ?? 0;
}

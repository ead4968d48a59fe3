using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>Clusters, task definitions and services of a stack, made as ECS's own API makes them.</summary>
internal sealed class StackEcs(StateStore store, EcsApi ecs, CloudIdentity identity)
{
    public JsonObject Cluster(JsonObject inputs)
    {
        var cluster = (JsonObject)ecs.Clusters.Create(new JsonObject { ["clusterName"] = inputs.Text("name") }, Call())["cluster"]!;
        return new JsonObject { ["id"] = cluster.Text("clusterArn"), ["arn"] = cluster.Text("clusterArn") };
    }

    public JsonObject TaskDefinition(JsonObject inputs)
    {
        var request = (JsonObject)inputs.DeepClone();
        request["containerDefinitions"] = JsonNode.Parse(inputs.Text("containerDefinitions")!);
        request.Remove("tags");
        var definition = (JsonObject)ecs.TaskDefinitions.Register(request, Call())["taskDefinition"]!;
        return new JsonObject { ["id"] = definition.Text("family"), ["arn"] = definition.Text("taskDefinitionArn"), ["revision"] = definition.Number("revision") };
    }

    // Provider and API name some things differently: desiredCount and the like are the same, the deployment settings are nested in the API.
    public JsonObject Service(JsonObject inputs, JsonObject? before)
    {
        var request = new JsonObject
        {
            ["cluster"] = inputs.Text("cluster"),
            ["serviceName"] = inputs.Text("name"),
            ["taskDefinition"] = inputs.Text("taskDefinition"),
            ["desiredCount"] = inputs.Number("desiredCount") ?? 0,
            ["launchType"] = inputs.Text("launchType"),
            ["capacityProviderStrategy"] = inputs["capacityProviderStrategies"]?.DeepClone(),
            ["platformVersion"] = inputs.Text("platformVersion"),
            ["propagateTags"] = inputs.Text("propagateTags"),
            ["enableExecuteCommand"] = inputs.FlagOrNull("enableExecuteCommand"),
            ["enableECSManagedTags"] = inputs.FlagOrNull("enableEcsManagedTags"),
            ["availabilityZoneRebalancing"] = inputs.Text("availabilityZoneRebalancing"),
            ["healthCheckGracePeriodSeconds"] = inputs.Number("healthCheckGracePeriodSeconds"),
            ["loadBalancers"] = inputs["loadBalancers"]?.DeepClone(),
            ["networkConfiguration"] = inputs.Object("networkConfiguration") is { } network ? new JsonObject { ["awsvpcConfiguration"] = Network(network) } : null,
            ["deploymentConfiguration"] = new JsonObject
            {
                ["minimumHealthyPercent"] = inputs.Number("deploymentMinimumHealthyPercent") ?? 100,
                ["maximumPercent"] = inputs.Number("deploymentMaximumPercent") ?? 200,
                ["deploymentCircuitBreaker"] = inputs["deploymentCircuitBreaker"]?.DeepClone(),
            },
        };
        JsonObject service;
        if (before?.Text("arn") is { } arn && store.Read(state => state.Services.ContainsKey(arn)))
        {
            // Task definition and count are the deploy agent's and the autoscaler's from the creation on.
            request.Remove("taskDefinition");
            request.Remove("desiredCount");
            request.Remove("serviceName");
            request["service"] = inputs.Text("name");
            service = (JsonObject)ecs.Services.Update(request, Call())["service"]!;
        }
        else
        {
            service = (JsonObject)ecs.Services.Create(request, Call())["service"]!;
        }

        return new JsonObject { ["id"] = service.Text("serviceArn"), ["arn"] = service.Text("serviceArn") };
    }

    private static JsonObject Network(JsonObject network) => new()
    {
        ["subnets"] = network["subnets"]?.DeepClone(),
        ["securityGroups"] = network["securityGroups"]?.DeepClone(),
        ["assignPublicIp"] = network.Flag("assignPublicIp") ? "ENABLED" : "DISABLED",
    };

    private AwsCall Call() => new("stack", AwsCaller.Owner("ecs", identity.Region), Guid.NewGuid().ToString(), new Pager([], "", ""));
}

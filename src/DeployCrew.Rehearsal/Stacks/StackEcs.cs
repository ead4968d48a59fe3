using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Ecs;
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
            ["loadBalancers"] = inputs["loadBalancers"] is JsonArray balancers ? balancers.Select(entry => (JsonNode?)Plain(entry)).ToJsonArray() : null,
            ["networkConfiguration"] = inputs.Object("networkConfiguration") is { } network ? new JsonObject { ["awsvpcConfiguration"] = Network(network) } : null,
            ["deploymentConfiguration"] = Deployment(inputs),
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

    // Without a strategy it is rolling: a service that had another one goes back.
    private static JsonObject Deployment(JsonObject inputs)
    {
        var settings = inputs.Object("deploymentConfiguration");
        return new JsonObject
        {
            ["strategy"] = settings?.Text("strategy") ?? StrategySettings.Rolling,
            ["minimumHealthyPercent"] = inputs.Number("deploymentMinimumHealthyPercent") ?? 100,
            ["maximumPercent"] = inputs.Number("deploymentMaximumPercent") ?? 200,
            ["deploymentCircuitBreaker"] = inputs["deploymentCircuitBreaker"]?.DeepClone(),
            ["alarms"] = inputs["alarms"]?.DeepClone(),
            ["bakeTimeInMinutes"] = Number(settings, "bakeTimeInMinutes"),
            ["canaryConfiguration"] = settings?.Object("canaryConfiguration") is not { } canary ? null : new JsonObject
            {
                ["canaryPercent"] = Number(canary, "canaryPercent"),
                ["canaryBakeTimeInMinutes"] = Number(canary, "canaryBakeTimeInMinutes"),
            },
            ["linearConfiguration"] = settings?.Object("linearConfiguration") is not { } linear ? null : new JsonObject
            {
                ["stepPercent"] = Number(linear, "stepPercent"),
                ["stepBakeTimeInMinutes"] = Number(linear, "stepBakeTimeInMinutes"),
            },
            ["lifecycleHooks"] = settings?["lifecycleHooks"]?.DeepClone(),
        };
    }

    // The provider has numbers as text here and there.
    private static JsonNode? Number(JsonObject? settings, string name) => settings?[name] is { } value
        && double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number % 1 == 0 ? JsonValue.Create((int)number) : JsonValue.Create(number)
            : null;

    // A model writes null for what a strategy does not have.
    private static JsonNode? Plain(JsonNode? entry)
    {
        var copy = entry?.DeepClone();
        copy?.RemoveNulls();
        return copy;
    }

    private static JsonObject Network(JsonObject network) => new()
    {
        ["subnets"] = network["subnets"]?.DeepClone(),
        ["securityGroups"] = network["securityGroups"]?.DeepClone(),
        ["assignPublicIp"] = network.Flag("assignPublicIp") ? "ENABLED" : "DISABLED",
    };

    private AwsCall Call() => new("stack", AwsCaller.Owner("ecs", identity.Region), Guid.NewGuid().ToString(), new Pager([], "", ""));
}

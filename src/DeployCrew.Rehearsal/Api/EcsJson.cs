using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS's clusters, task definitions and services, as botocore's ecs service-2.json names their members.</summary>
internal static class EcsJson
{
    // What a service was created with and gives back under the same name, with what ECS says where nothing was said.
    private static readonly (string Member, JsonNode? Default)[] ServiceSettings =
    [
        ("capacityProviderStrategy", null), ("platformVersion", null), ("serviceRegistries", new JsonArray()),
        ("placementConstraints", new JsonArray()), ("placementStrategy", new JsonArray()), ("schedulingStrategy", "REPLICA"),
        ("deploymentController", new JsonObject { ["type"] = "ECS" }), ("enableECSManagedTags", false), ("propagateTags", "NONE"),
        ("enableExecuteCommand", false), ("availabilityZoneRebalancing", "ENABLED"),
    ];

    public static JsonObject Cluster(CloudState state, ClusterState cluster, IReadOnlyCollection<string> include)
    {
        var tasks = state.Tasks.Values.Where(task => task.ClusterArn == cluster.Arn).ToArray();
        var services = state.Services.Values.Where(service => service.ClusterArn == cluster.Arn).ToArray();
        JsonNode? Included(string what, Func<JsonNode?> json) => include.Contains(what) ? json() : null;
        return new JsonObject
        {
            ["clusterArn"] = cluster.Arn,
            ["clusterName"] = cluster.Name,
            ["status"] = "ACTIVE",
            ["registeredContainerInstancesCount"] = 0,
            ["runningTasksCount"] = tasks.Count(task => task.LastStatus == "RUNNING"),
            ["pendingTasksCount"] = tasks.Count(task => task.LastStatus is "PROVISIONING" or "PENDING"),
            ["activeServicesCount"] = services.Count(service => !service.Deleting),
            ["capacityProviders"] = cluster.CapacityProviders.ToJsonArray(),
            ["defaultCapacityProviderStrategy"] = cluster.Settings["defaultCapacityProviderStrategy"]?.DeepClone() ?? new JsonArray(),
            ["serviceConnectDefaults"] = cluster.Settings["serviceConnectDefaults"]?.DeepClone(),
            ["settings"] = Included("SETTINGS", () => cluster.Settings["settings"]?.DeepClone()
                ?? new JsonArray(new JsonObject { ["name"] = "containerInsights", ["value"] = "disabled" })),
            ["configuration"] = Included("CONFIGURATIONS", () => cluster.Settings["configuration"]?.DeepClone()),
            ["tags"] = Included("TAGS", () => ResourceTags.Lower.Json(state, cluster.Arn)),
            ["statistics"] = Included("STATISTICS", () => new[]
            {
                ("runningFargateTasksCount", tasks.Count(task => task.LastStatus == "RUNNING")),
                ("pendingFargateTasksCount", tasks.Count(task => task.LastStatus is "PROVISIONING" or "PENDING")),
                ("activeFargateServiceCount", services.Count(service => !service.Deleting)),
                ("drainingFargateServiceCount", services.Count(service => service.Deleting)),
            }.Select(one => (JsonNode?)new JsonObject { ["name"] = one.Item1, ["value"] = $"{one.Item2}" }).ToJsonArray()),
        };
    }

    public static int Revision(JsonObject taskDefinition) => taskDefinition.Number("revision") ?? 0;

    public static JsonObject TaskDefinition(JsonObject request, string arn, int revision, DateTimeOffset now, string registeredBy)
    {
        var definition = (JsonObject)request.DeepClone();
        definition.Remove("tags");
        definition["taskDefinitionArn"] = arn;
        definition["revision"] = revision;
        definition["status"] = "ACTIVE";
        definition["registeredAt"] = now.Epoch();
        definition["registeredBy"] = registeredBy;
        definition["compatibilities"] = new[] { "EC2", "FARGATE" }.ToJsonArray();
        definition["volumes"] ??= new JsonArray();
        definition["placementConstraints"] ??= new JsonArray();
        return definition;
    }

    /// <summary>Null when capacity providers say it, or nobody any more.</summary>
    public static string? LaunchType(ServiceState? service) =>
        service is null || service.Settings["capacityProviderStrategy"] is JsonArray { Count: > 0 } ? null : service.Settings.Text("launchType") ?? "EC2";

    public static JsonObject Service(CloudState state, ServiceState service, IReadOnlyCollection<string> include)
    {
        var tasks = state.Tasks.Values.Where(task => task.ServiceArn == service.Arn).ToArray();
        var json = new JsonObject
        {
            ["serviceArn"] = service.Arn,
            ["serviceName"] = service.Name,
            ["clusterArn"] = service.ClusterArn,
            ["status"] = service.Deleting ? "DRAINING" : "ACTIVE",
            ["desiredCount"] = service.DesiredCount,
            ["runningCount"] = tasks.Count(task => task.LastStatus == "RUNNING"),
            ["pendingCount"] = tasks.Count(task => task.LastStatus is "PROVISIONING" or "PENDING"),
            ["launchType"] = LaunchType(service),
            ["roleArn"] = service.Settings.Text("role"),
            ["taskDefinition"] = service.TaskDefinition,
            ["loadBalancers"] = service.LoadBalancers.DeepClone(),
            ["healthCheckGracePeriodSeconds"] = service.GraceSeconds,
            ["createdAt"] = service.CreatedAt.Epoch(),
            ["deploymentConfiguration"] = EcsDeploymentJson.Configuration(service),
            ["deployments"] = EcsDeploymentJson.Deployments(service, tasks).ToJsonArray(),
            ["events"] = service.Events.Select(line => (JsonNode?)new JsonObject
            {
                ["id"] = line.Id,
                ["createdAt"] = line.At.Epoch(),
                ["message"] = line.Message,
            }).ToJsonArray(),
        };
        json["networkConfiguration"] = service.NetworkConfiguration?.DeepClone();
        json["currentServiceDeployment"] = service.OpenDeployment?.Arn;
        json["currentServiceRevisions"] = service.ActiveRevision is { } active ? service.Revisions.Select(one => one.Arn).Where(one => one == active || (service.Shifting is not null && tasks.Any(task => task.IsActive && task.Revision == one)))
            .Select(one => (JsonNode?)EcsDeploymentJson.RevisionSummary(state, service, one)).ToJsonArray() : null;
        json["tags"] = include.Contains("TAGS") ? ResourceTags.Lower.Json(state, service.Arn) : null;
        foreach (var (member, standard) in ServiceSettings)
            json[member] = (service.Settings[member] ?? standard)?.DeepClone();
        if (LaunchType(service) == "FARGATE")
            (json["platformVersion"], json["platformFamily"]) = (json["platformVersion"]?.DeepClone() ?? "LATEST", "Linux");
        return json;
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ecs;

/// <summary>ECS's answers as records.</summary>
internal static class EcsRecords
{
    public static EcsService Service(JsonObject json) => new(
        json.Text("serviceArn"), json.Text("serviceName"), json.Text("taskDefinition"), json.Number("desiredCount"), json.Number("runningCount"),
        [.. json.Objects("events").Select(line => new ServiceEvent(line.TimeOrNull("createdAt") ?? default, line.Text("message")))])
    {
        Subnets = ((json["networkConfiguration"] as JsonObject)?["awsvpcConfiguration"] as JsonObject)?.Texts("subnets") ?? [],
    };

    public static EcsTaskDefinition TaskDefinition(JsonObject answer)
    {
        var json = answer["taskDefinition"]?.DeepClone() as JsonObject ?? [];
        if (answer["tags"] is JsonArray { Count: > 0 } tags)
            json["tags"] = tags.DeepClone();
        return new EcsTaskDefinition(
            json.Text("taskDefinitionArn"), json.Text("family"),
            [.. json.Objects("containerDefinitions").Select(container => new EcsContainer(container.Text("name"), container.Text("image")))],
            json.ToJsonString());
    }

    public static EcsCluster Cluster(JsonObject json) => new(
        json.Text("clusterArn"), json.Text("clusterName"), json.TextOrNull("status") == "ACTIVE", json.Number("runningTasksCount"), json.Number("activeServicesCount"));

    public static EcsTask Task(JsonObject json) => new(
        json.Text("taskArn"), json.Text("taskDefinitionArn"), json.Text("lastStatus"), json.TextOrNull("stoppedReason"),
        [.. json.Objects("containers").Select(Container)], json.TimeOrNull("createdAt") ?? default, json.TimeOrNull("startedAt"));

    // A task in awsvpc mode answers on its network interface's address; in bridge and host mode on the host's, by its network bindings.
    private static EcsTaskContainer Container(JsonObject json) => new(
        json.Text("name"), json.TextOrNull("imageDigest"), json.NumberOrNull("exitCode"), json.TextOrNull("reason"),
        [
            .. json.Objects("networkBindings").Select(binding => $"{binding.TextOrNull("bindIP")}:{binding.Number("hostPort")}"),
            .. json.Objects("networkInterfaces").Select(network => network.TextOrNull("privateIpv4Address")).OfType<string>(),
        ]);
}

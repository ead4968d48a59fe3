using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>ECS's answers as records.</summary>
internal static class EcsAnswers
{
    public static EcsService Service(JsonObject json) => new(
        json.Text("serviceArn"), json.Text("serviceName"), json.Text("taskDefinition"), json.Number("desiredCount"), json.Number("runningCount"),
        [.. json.Objects("events").Select(line => new ServiceEvent(line.TimeOrNull("createdAt") ?? default, line.Text("message")))]);

    public static EcsTaskDefinition TaskDefinition(JsonObject answer)
    {
        var json = (JsonObject)answer["taskDefinition"]!.DeepClone();
        if (answer["tags"] is JsonArray { Count: > 0 } tags)
            json["tags"] = tags.DeepClone();
        return new EcsTaskDefinition(
            json.Text("taskDefinitionArn"), json.Text("family"),
            [.. json.Objects("containerDefinitions").Select(container => new EcsContainer(container.Text("name"), container.Text("image")))],
            json.ToJsonString());
    }

    public static ServiceDeployment Deployment(JsonObject json)
    {
        var target = json["targetServiceRevision"] as JsonObject ?? [];
        return new ServiceDeployment(
            json.Text("serviceDeploymentArn"), Status(json.TextOrNull("status")), json.TextOrNull("statusReason"), target.TextOrNull("arn") ?? "",
            target.Number("requestedTaskCount"), target.Number("runningTaskCount"),
            (json["deploymentCircuitBreaker"] as JsonObject)?.Number("failureCount") ?? 0,
            json.TimeOrNull("startedAt") ?? json.TimeOrNull("createdAt") ?? default, json.TimeOrNull("finishedAt"));
    }

    public static ServiceRevision Revision(JsonObject json) => new(
        json.Text("serviceRevisionArn"), json.Text("taskDefinition"),
        [.. json.Objects("containerImages").Select(image => image.TextOrNull("imageDigest")).OfType<string>()]);

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

    private static ServiceDeploymentStatus Status(string? status) => status switch
    {
        "PENDING" => ServiceDeploymentStatus.Pending,
        "IN_PROGRESS" => ServiceDeploymentStatus.InProgress,
        "SUCCESSFUL" => ServiceDeploymentStatus.Successful,
        "STOPPED" => ServiceDeploymentStatus.Stopped,
        "STOP_REQUESTED" => ServiceDeploymentStatus.StopRequested,
        "ROLLBACK_REQUESTED" => ServiceDeploymentStatus.RollbackRequested,
        "ROLLBACK_IN_PROGRESS" => ServiceDeploymentStatus.RollbackInProgress,
        "ROLLBACK_SUCCESSFUL" => ServiceDeploymentStatus.RollbackSuccessful,
        "ROLLBACK_FAILED" => ServiceDeploymentStatus.RollbackFailed,
        _ => ServiceDeploymentStatus.Unknown,
    };
}

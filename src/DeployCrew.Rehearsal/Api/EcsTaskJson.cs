using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS's tasks, as botocore's ecs service-2.json names their members.</summary>
internal static class EcsTaskJson
{
    public static string StartedBy(TaskState task) => task.Revision[(task.Revision.LastIndexOf('/') + 1)..];

    public static JsonObject Task(CloudState state, TaskState task, IReadOnlyCollection<string> include)
    {
        var definition = state.TaskDefinitions.GetValueOrDefault(task.TaskDefinition);
        var json = new JsonObject
        {
            ["taskArn"] = task.Arn,
            ["clusterArn"] = task.ClusterArn,
            ["taskDefinitionArn"] = task.TaskDefinition,
            ["group"] = "service:" + task.ServiceArn[(task.ServiceArn.LastIndexOf('/') + 1)..],
            ["launchType"] = EcsJson.LaunchType(state.Services.GetValueOrDefault(task.ServiceArn)),
            ["lastStatus"] = task.LastStatus,
            ["desiredStatus"] = task.DesiredStatus,
            ["createdAt"] = task.CreatedAt.Epoch(),
            ["startedBy"] = StartedBy(task),
            ["tags"] = include.Contains("TAGS") ? ResourceTags.Lower.Json(state, task.Arn) : null,
            ["containers"] = new JsonArray(Container(task)),
            ["version"] = 1,
        };
        if (definition?.Text("cpu") is { } cpu)
            json["cpu"] = cpu;
        if (definition?.Text("memory") is { } memory)
            json["memory"] = memory;
        if (task.StartedAt is { } started)
            json["startedAt"] = started.Epoch();
        if (task.StoppedAt is { } stopped)
            json["stoppedAt"] = stopped.Epoch();
        if (task.StopCode is not null)
            json["stopCode"] = task.StopCode;
        if (task.StoppedReason is not null)
            json["stoppedReason"] = task.StoppedReason;
        return json;
    }

    private static JsonObject Container(TaskState task)
    {
        var json = new JsonObject
        {
            ["containerArn"] = task.Arn.Replace(":task/", ":container/", StringComparison.Ordinal),
            ["taskArn"] = task.Arn,
            ["name"] = task.ContainerName,
            ["image"] = task.Image,
            ["lastStatus"] = task.LastStatus,
        };
        if (task.ImageDigest is not null)
            json["imageDigest"] = task.ImageDigest;
        if (task.RuntimeId is not null)
            json["runtimeId"] = task.RuntimeId;
        if (task.ExitCode is { } code)
            json["exitCode"] = code;
        if (task.ContainerReason is not null)
            json["reason"] = task.ContainerReason;
        if (task.HostPort > 0)
        {
            json["networkBindings"] = new JsonArray(new JsonObject
            {
                ["bindIP"] = "127.0.0.1",
                ["containerPort"] = task.ContainerPort,
                ["hostPort"] = task.HostPort,
                ["protocol"] = "tcp",
            });
        }

        return json;
    }
}

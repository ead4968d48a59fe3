using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS tasks.</summary>
internal sealed class EcsTasks(StateStore store)
{
    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["ListTasks"] = List,
        ["DescribeTasks"] = Describe,
        ["StopTask"] = Stop,
    };

    private JsonObject List(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var cluster = EcsNames.Cluster(state, request);
        var (service, family, startedBy) = (request.Text("serviceName"), request.Text("family"), request.Text("startedBy"));
        if (request.Text("containerInstance") is { } instance)
            throw new AwsFault("InvalidParameterException", $"The local cloud has no container instance '{instance}'.");
        if (service is not null && state.Services.Values.All(one => one.ClusterArn != cluster.Arn || one.Name != EcsNames.NameOf(service)))
            throw new AwsFault("ServiceNotFoundException", "Service not found.");
        var wanted = request.Text("desiredStatus") ?? "RUNNING";
        return EcsNames.Listed(call, "taskArns", [.. state.Tasks.Values
            .Where(task => task.ClusterArn == cluster.Arn && task.DesiredStatus == wanted
                && (service is null || EcsNames.NameOf(task.ServiceArn) == EcsNames.NameOf(service))
                && (family is null || task.TaskDefinition.Contains($"/{family}:", StringComparison.Ordinal))
                && (startedBy is null || EcsTaskJson.StartedBy(task) == startedBy)
                && (request.Text("launchType") is not { } launchType || launchType == EcsJson.LaunchType(state.Services.GetValueOrDefault(task.ServiceArn))))
            .Select(task => task.Arn)], request);
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var cluster = EcsNames.Cluster(state, request);
        var include = request.Texts("include");
        var found = request.Texts("tasks").ToLookup(task => state.Tasks.GetValueOrDefault(EcsNames.NameOf(task)) is { } known && known.ClusterArn == cluster.Arn ? known : null);
        return new JsonObject
        {
            ["tasks"] = found.Where(group => group.Key is not null).Select(group => (JsonNode?)EcsTaskJson.Task(state, group.Key!, include)).ToJsonArray(),
            ["failures"] = found[null].Select(task => EcsNames.Missing(
                task.StartsWith("arn:", StringComparison.Ordinal) ? task : cluster.Arn.Replace(":cluster/", ":task/", StringComparison.Ordinal) + "/" + task)).ToJsonArray(),
        };
    });

    private JsonObject Stop(JsonObject request, AwsCall call) => store.Change(state =>
    {
        EcsNames.Cluster(state, request);
        var task = state.Tasks.GetValueOrDefault(EcsNames.NameOf(request.Text("task")!))
            ?? throw new AwsFault("InvalidParameterException", "The referenced task was not found.");
        task.DesiredStatus = "STOPPED";
        task.StopCode ??= "UserInitiated";
        task.StoppedReason ??= request.Text("reason") ?? "Task stopped by user";
        return new JsonObject { ["task"] = EcsTaskJson.Task(state, task, []) };
    });
}

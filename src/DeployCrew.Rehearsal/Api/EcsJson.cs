using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS's shapes, as botocore's ecs service-2.json names them.</summary>
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

    public static string StartedBy(TaskState task) => task.Revision[(task.Revision.LastIndexOf('/') + 1)..];

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
            ["deploymentConfiguration"] = Configuration(service),
            ["deployments"] = Deployments(service, tasks).ToJsonArray(),
            ["events"] = service.Events.Select(line => (JsonNode?)new JsonObject
            {
                ["id"] = line.Id,
                ["createdAt"] = line.At.Epoch(),
                ["message"] = line.Message,
            }).ToJsonArray(),
        };
        json["networkConfiguration"] = service.NetworkConfiguration?.DeepClone();
        json["currentServiceDeployment"] = service.OpenDeployment?.Arn;
        json["currentServiceRevisions"] = service.ActiveRevision is { } active ? new JsonArray(RevisionSummary(state, service, active)) : null;
        json["tags"] = include.Contains("TAGS") ? ResourceTags.Lower.Json(state, service.Arn) : null;
        foreach (var (member, standard) in ServiceSettings)
            json[member] = (service.Settings[member] ?? standard)?.DeepClone();
        if (LaunchType(service) == "FARGATE")
            (json["platformVersion"], json["platformFamily"]) = (json["platformVersion"]?.DeepClone() ?? "LATEST", "Linux");
        return json;
    }

    public static JsonObject DeploymentBrief(ServiceState service, DeploymentState deployment)
    {
        var json = new JsonObject
        {
            ["serviceDeploymentArn"] = deployment.Arn,
            ["serviceArn"] = service.Arn,
            ["clusterArn"] = service.ClusterArn,
            ["createdAt"] = deployment.CreatedAt.Epoch(),
            ["targetServiceRevisionArn"] = deployment.TargetRevision,
            ["status"] = deployment.Status,
        };
        AddTimes(json, deployment);
        if (deployment.StatusReason is not null)
            json["statusReason"] = deployment.StatusReason;
        return json;
    }

    public static JsonObject Deployment(CloudState state, ServiceState service, DeploymentState deployment)
    {
        var json = new JsonObject
        {
            ["serviceDeploymentArn"] = deployment.Arn,
            ["serviceArn"] = service.Arn,
            ["clusterArn"] = service.ClusterArn,
            ["createdAt"] = deployment.CreatedAt.Epoch(),
            ["updatedAt"] = (deployment.FinishedAt ?? deployment.StartedAt ?? deployment.CreatedAt).Epoch(),
            ["targetServiceRevision"] = RevisionSummary(state, service, deployment.TargetRevision),
            ["status"] = deployment.Status,
            ["deploymentConfiguration"] = Configuration(service),
            ["deploymentCircuitBreaker"] = new JsonObject
            {
                ["status"] = !service.CircuitBreaker.Enable ? "DISABLED"
                    : deployment.Failures >= deployment.Threshold ? "TRIGGERED"
                    : deployment.IsOpen ? "MONITORING" : "MONITORING_COMPLETE",
                ["failureCount"] = deployment.Failures,
                ["threshold"] = deployment.Threshold,
            },
        };
        json["sourceServiceRevisions"] = deployment.SourceRevision is { } source ? new JsonArray(RevisionSummary(state, service, source)) : new JsonArray();
        AddTimes(json, deployment);
        if (deployment.StatusReason is not null)
            json["statusReason"] = deployment.StatusReason;
        if (deployment is { RollbackStartedAt: { } rollback, SourceRevision: { } back })
        {
            json["rollback"] = new JsonObject
            {
                ["reason"] = deployment.RollbackReason,
                ["startedAt"] = rollback.Epoch(),
                ["serviceRevisionArn"] = back,
            };
        }

        return json;
    }

    public static JsonObject Revision(CloudState state, ServiceState service, RevisionState revision)
    {
        var containers = state.TaskDefinitions.GetValueOrDefault(revision.TaskDefinition)?.Objects("containerDefinitions") ?? [];
        return new JsonObject
        {
            ["serviceRevisionArn"] = revision.Arn,
            ["serviceArn"] = service.Arn,
            ["clusterArn"] = service.ClusterArn,
            ["taskDefinition"] = revision.TaskDefinition,
            ["launchType"] = LaunchType(service),
            ["capacityProviderStrategy"] = service.Settings["capacityProviderStrategy"]?.DeepClone(),
            ["platformVersion"] = service.Settings["platformVersion"]?.DeepClone(),
            ["networkConfiguration"] = service.NetworkConfiguration?.DeepClone(),
            ["serviceConnectConfiguration"] = service.Settings["serviceConnectConfiguration"]?.DeepClone(),
            ["volumeConfigurations"] = service.Settings["volumeConfigurations"]?.DeepClone(),
            ["loadBalancers"] = service.LoadBalancers.DeepClone(),
            ["createdAt"] = revision.CreatedAt.Epoch(),
            ["containerImages"] = containers.Select(container =>
            {
                var image = new JsonObject { ["containerName"] = container.Text("name"), ["image"] = container.Text("image") };
                if (revision.Digests.TryGetValue(container.Text("name") ?? "", out var digest))
                    image["imageDigest"] = digest;
                return (JsonNode?)image;
            }).ToJsonArray(),
        };
    }

    public static JsonObject Task(CloudState state, TaskState task, IReadOnlyCollection<string> include)
    {
        var definition = state.TaskDefinitions.GetValueOrDefault(task.TaskDefinition);
        var json = new JsonObject
        {
            ["taskArn"] = task.Arn,
            ["clusterArn"] = task.ClusterArn,
            ["taskDefinitionArn"] = task.TaskDefinition,
            ["group"] = "service:" + task.ServiceArn[(task.ServiceArn.LastIndexOf('/') + 1)..],
            ["launchType"] = LaunchType(state.Services.GetValueOrDefault(task.ServiceArn)),
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

    private static JsonObject RevisionSummary(CloudState state, ServiceState service, string revision)
    {
        var tasks = state.Tasks.Values.Where(task => task.Revision == revision).ToArray();
        return new JsonObject
        {
            ["arn"] = revision,
            ["requestedTaskCount"] = service.ActiveRevision == revision ? service.DesiredCount : 0,
            ["runningTaskCount"] = tasks.Count(task => task.LastStatus == "RUNNING"),
            ["pendingTaskCount"] = tasks.Count(task => task.LastStatus is "PROVISIONING" or "PENDING"),
        };
    }

    // The older view of the same thing: PRIMARY is what is being brought out, ACTIVE what still runs of the one before.
    private static IEnumerable<JsonNode?> Deployments(ServiceState service, TaskState[] tasks) => service.Deployments
        .Where((deployment, index) => index == 0 || tasks.Any(task => task.Revision == deployment.TargetRevision && task.IsActive))
        .Select(deployment =>
        {
            var primary = deployment == service.Deployments[0];
            var own = tasks.Where(task => task.Revision == deployment.TargetRevision).ToArray();
            return (JsonNode?)new JsonObject
            {
                ["id"] = "ecs-svc/" + deployment.Arn[(deployment.Arn.LastIndexOf('/') + 1)..],
                ["status"] = primary ? "PRIMARY" : "ACTIVE",
                ["taskDefinition"] = service.Revision(deployment.TargetRevision).TaskDefinition,
                ["desiredCount"] = service.ActiveRevision == deployment.TargetRevision ? service.DesiredCount : 0,
                ["runningCount"] = own.Count(task => task.LastStatus == "RUNNING"),
                ["pendingCount"] = own.Count(task => task.LastStatus is "PROVISIONING" or "PENDING"),
                ["failedTasks"] = deployment.Failures,
                ["createdAt"] = deployment.CreatedAt.Epoch(),
                ["updatedAt"] = (deployment.FinishedAt ?? deployment.CreatedAt).Epoch(),
                ["rolloutState"] = deployment.Status == "SUCCESSFUL" ? "COMPLETED" : deployment.IsOpen ? "IN_PROGRESS" : "FAILED",
                ["rolloutStateReason"] = deployment.StatusReason ?? $"ECS deployment {deployment.Status.ToLowerInvariant()}.",
            };
        });

    private static JsonObject Configuration(ServiceState service)
    {
        var json = service.Settings["deploymentConfiguration"]?.DeepClone() as JsonObject ?? [];
        json["strategy"] = "ROLLING";
        json["minimumHealthyPercent"] = service.MinimumHealthyPercent;
        json["maximumPercent"] = service.MaximumPercent;
        json["deploymentCircuitBreaker"] = new JsonObject { ["enable"] = service.CircuitBreaker.Enable, ["rollback"] = service.CircuitBreaker.Rollback };
        return json;
    }

    private static void AddTimes(JsonObject json, DeploymentState deployment)
    {
        if (deployment.StartedAt is { } started)
            json["startedAt"] = started.Epoch();
        if (deployment.FinishedAt is { } finished)
            json["finishedAt"] = finished.Epoch();
    }
}

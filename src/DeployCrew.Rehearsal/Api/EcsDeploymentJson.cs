using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS's service deployments and revisions, as botocore's ecs service-2.json names their members.</summary>
internal static class EcsDeploymentJson
{
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
            ["updatedAt"] = (deployment.FinishedAt ?? (deployment.Shift is { Stage: not null } moved ? moved.MovedAt ?? moved.Since : deployment.StartedAt) ?? deployment.CreatedAt).Epoch(),
            ["targetServiceRevision"] = RevisionSummary(state, service, deployment.TargetRevision, deployment),
            ["status"] = deployment.Status,
            ["lifecycleStage"] = deployment.Shift?.Stage,
            ["lifecycleHookDetails"] = PauseHooks.Json(state, deployment),
            ["alarms"] = DeploymentAlarms.Json(deployment),
            ["deploymentConfiguration"] = Configuration(service, deployment.Configuration),
            ["deploymentCircuitBreaker"] = new JsonObject
            {
                ["status"] = !service.CircuitBreaker.Enable ? "DISABLED"
                    : deployment.Failures >= deployment.Threshold ? "TRIGGERED"
                    : deployment.IsOpen ? "MONITORING" : "MONITORING_COMPLETE",
                ["failureCount"] = deployment.Failures,
                ["threshold"] = deployment.Threshold,
            },
        };
        json["sourceServiceRevisions"] = deployment.SourceRevision is { } source ? new JsonArray(RevisionSummary(state, service, source, deployment)) : new JsonArray();
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
            ["launchType"] = EcsJson.LaunchType(service),
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
            ["resolvedConfiguration"] = revision.Targets is not { Count: > 0 } targets ? null : new JsonObject
            {
                ["loadBalancers"] = targets.Select(target => (JsonNode?)new JsonObject
                {
                    ["targetGroupArn"] = target.Group,
                    ["productionListenerRule"] = target.ProductionRule,
                }).ToJsonArray(),
            },
        };
    }

    /// <summary>A revision in short; with its deployment also what traffic it gets.</summary>
    public static JsonObject RevisionSummary(CloudState state, ServiceState service, string revision, DeploymentState? deployment = null)
    {
        var tasks = state.Tasks.Values.Where(task => task.Revision == revision).ToArray();
        var isTarget = deployment?.TargetRevision == revision;
        var shift = deployment?.Shift;
        return new JsonObject
        {
            ["arn"] = revision,
            ["requestedTaskCount"] = Requested(service, revision, tasks),
            ["runningTaskCount"] = tasks.Count(task => task.LastStatus == "RUNNING"),
            ["pendingTaskCount"] = tasks.Count(task => task.LastStatus is "PROVISIONING" or "PENDING"),
            ["requestedTestTrafficWeight"] = shift is null ? null : isTarget ? shift.Test : 100 - shift.Test,
            ["requestedProductionTrafficWeight"] = shift is null ? null : isTarget ? shift.Production : Math.Round(100 - shift.Production, 1),
        };
    }

    // While traffic is shifted, two revisions have tasks that are wanted.
    private static int Requested(ServiceState service, string revision, IEnumerable<TaskState> tasks) => service.Shifting is { } shifting
        ? ShiftingDeployment.Wanted(service, shifting, revision) ?? tasks.Count(task => task.IsActive)
        : service.ActiveRevision == revision ? service.DesiredCount : 0;

    // The older view of the same thing: PRIMARY is what is being brought out, ACTIVE what still runs of the one before.
    public static IEnumerable<JsonNode?> Deployments(ServiceState service, TaskState[] tasks) => service.Deployments
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
                ["desiredCount"] = Requested(service, deployment.TargetRevision, own),
                ["runningCount"] = own.Count(task => task.LastStatus == "RUNNING"),
                ["pendingCount"] = own.Count(task => task.LastStatus is "PROVISIONING" or "PENDING"),
                ["failedTasks"] = deployment.Failures,
                ["createdAt"] = deployment.CreatedAt.Epoch(),
                ["updatedAt"] = (deployment.FinishedAt ?? deployment.CreatedAt).Epoch(),
                ["rolloutState"] = deployment.Status == "SUCCESSFUL" ? "COMPLETED" : deployment.IsOpen ? "IN_PROGRESS" : "FAILED",
                ["rolloutStateReason"] = deployment.StatusReason ?? $"ECS deployment {deployment.Status.ToLowerInvariant()}.",
            };
        });

    /// <summary>deploymentConfiguration of a service, or as a deployment began with it.</summary>
    public static JsonObject Configuration(ServiceState service, JsonObject? begun = null)
    {
        var json = (begun ?? service.Settings["deploymentConfiguration"])?.DeepClone() as JsonObject ?? [];
        json["strategy"] = StrategySettings.Of(json);
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

using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ecs;

/// <summary>ECS's answers on service deployments and revisions, as records.</summary>
internal static class DeploymentRecords
{
    public static DeploymentDescription Deployment(JsonObject json)
    {
        var rollback = json["rollback"] as JsonObject;
        return new DeploymentDescription(
            json.Text("serviceDeploymentArn"), Status(json.TextOrNull("status")), json.TextOrNull("statusReason"),
            Deployed(json["targetServiceRevision"] as JsonObject ?? []), [.. json.Objects("sourceServiceRevisions").Select(Deployed)],
            json.TimeOrNull("createdAt") ?? default, json.TimeOrNull("startedAt"), json.TimeOrNull("finishedAt"))
        {
            Strategy = (json["deploymentConfiguration"] as JsonObject)?.TextOrNull("strategy"),
            LifecycleStage = json.TextOrNull("lifecycleStage"),
            FailedTasks = (json["deploymentCircuitBreaker"] as JsonObject)?.Number("failureCount") ?? 0,
            TriggeredAlarms = (json["alarms"] as JsonObject)?.Texts("triggeredAlarmNames") ?? [],
            CanPause = (json["deploymentConfiguration"] as JsonObject)?.Objects("lifecycleHooks").Any(hook => hook.TextOrNull("targetType") == "PAUSE") ?? false,
            Hooks = [.. json.Objects("lifecycleHookDetails").Select(Hook)],
            RolledBack = rollback is null ? null : new(rollback.TextOrNull("reason"), rollback.TimeOrNull("startedAt"), rollback.TextOrNull("serviceRevisionArn")),
        };
    }

    public static RevisionDescription Revision(JsonObject json) => new(
        json.Text("serviceRevisionArn"), json.Text("taskDefinition"),
        [.. json.Objects("containerImages").Select(image => new RevisionImage(image.TextOrNull("containerName") ?? "", image.TextOrNull("image"), image.TextOrNull("imageDigest")))],
        json.TimeOrNull("createdAt"));

    private static DeployedRevision Deployed(JsonObject json) => new(
        json.TextOrNull("arn") ?? "", json.Number("requestedTaskCount"), json.Number("runningTaskCount"), json.Number("pendingTaskCount"),
        json.DecimalOrNull("requestedProductionTrafficWeight"), json.DecimalOrNull("requestedTestTrafficWeight"));

    private static LifecycleHook Hook(JsonObject json) => new(
        json.TextOrNull("hookId"), json.TextOrNull("targetType"), json.TextOrNull("status"), json.TimeOrNull("expiresAt"), json.TextOrNull("timeoutAction"));

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

using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>Alarms of a deployment's configuration: one that goes into ALARM ends it, one that was there before does not.</summary>
internal static class DeploymentAlarms
{
    /// <summary>Names, when they are looked at.</summary>
    public static IReadOnlyList<string> Of(DeploymentState deployment) =>
        deployment.Configuration?.Object("alarms") is { } alarms && alarms.Flag("enable") ? alarms.Texts("alarmNames") : [];

    /// <summary>Remembers which are in ALARM already.</summary>
    public static void Begin(CloudState state, DeploymentState deployment) =>
        deployment.IgnoredAlarms = [.. Of(deployment).Where(name => IsInAlarm(state, name))];

    /// <summary>Ends the deployment when one has gone off.</summary>
    public static void Look(CloudState state, ServiceState service, DeploymentState deployment, DateTimeOffset now)
    {
        if (deployment is not { RollbackReason: null } || deployment.Shift?.Stage == LifecycleStage.CleanUp)
            return;
        deployment.TriggeredAlarms = [.. Of(deployment).Except(deployment.IgnoredAlarms).Where(name => IsInAlarm(state, name))];
        if (deployment.TriggeredAlarms.Count > 0)
        {
            DeploymentRollback.Begin(service, deployment, now, $"Deployment alarms were triggered: {string.Join(", ", deployment.TriggeredAlarms)}.",
                deployment.Configuration!.Object("alarms")!.Flag("rollback"));
        }
    }

    /// <summary>ServiceDeployment.alarms; null when the configuration says nothing.</summary>
    public static JsonObject? Json(DeploymentState deployment) => deployment.Configuration?.Object("alarms") is not { } alarms ? null : new JsonObject
    {
        ["status"] = !alarms.Flag("enable") ? "DISABLED" : deployment.TriggeredAlarms.Count > 0 ? "TRIGGERED" : deployment.IsOpen ? "MONITORING" : "MONITORING_COMPLETE",
        ["alarmNames"] = alarms.Texts("alarmNames").ToJsonArray(),
        ["triggeredAlarmNames"] = deployment.TriggeredAlarms.ToJsonArray(),
    };

    private static bool IsInAlarm(CloudState state, string name) => state.Alarms.GetValueOrDefault(name)?.Value == "ALARM";
}

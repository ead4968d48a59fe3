using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>Lifecycle hooks of the type PAUSE: a stage that has one waits for ContinueServiceDeployment, or for its timeout.</summary>
internal static class PauseHooks
{
    public const string Awaiting = "AWAITING_ACTION";

    private const int StandardTimeoutMinutes = 1440;

    /// <summary>Begins the pauses of the stage that a deployment has come to.</summary>
    public static void Begin(DeploymentState deployment, ShiftState shift, DateTimeOffset now)
    {
        foreach (var hook in deployment.Configuration?.Objects("lifecycleHooks") ?? [])
        {
            if (!hook.Texts("lifecycleStages").Contains(shift.Stage))
                continue;
            var timeout = hook.Object("timeoutConfiguration");
            shift.Hooks.Add(new HookState
            {
                Id = IdOf(deployment, shift.Hooks.Count),
                Stage = shift.Stage!,
                StartedAt = now,
                TimeoutMinutes = timeout?.Number("timeoutInMinutes") ?? StandardTimeoutMinutes,
                TimeoutAction = timeout?.Text("action") ?? "ROLLBACK",
            });
        }
    }

    /// <summary>Ends the pauses whose time is over. Returns the one that a rollback comes of.</summary>
    public static HookState? Expire(CloudState state, ShiftState shift, DateTimeOffset now)
    {
        foreach (var hook in shift.Hooks.Where(hook => hook.Status == Awaiting && now >= hook.ExpiresAt(state.TimeScale)))
        {
            hook.Status = "TIMED_OUT";
            if (hook.TimeoutAction == "ROLLBACK")
                return hook;
        }

        return null;
    }

    /// <summary>ServiceDeployment.lifecycleHookDetails.</summary>
    public static JsonArray? Json(CloudState state, DeploymentState deployment) => deployment.Shift is not { Hooks.Count: > 0 } shift ? null
        : shift.Hooks.Select(hook => (JsonNode?)new JsonObject
        {
            ["hookId"] = hook.Id,
            ["targetType"] = "PAUSE",
            ["status"] = hook.Status,
            ["expiresAt"] = hook.ExpiresAt(state.TimeScale).Epoch(),
            ["timeoutAction"] = hook.TimeoutAction,
        }).ToJsonArray();

    // ecs-pause-e7tK9G_WRJqNF_EOMjztDXfKenlJuEUVjsNStf4WLKw
    private static string IdOf(DeploymentState deployment, int number) =>
        "ecs-pause-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{deployment.Arn} {number}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

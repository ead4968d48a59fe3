using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Rollouts;

namespace DeployCrew.Aws.Ecs;

/// <summary>deploymentConfiguration as botocore's ecs service-2.json has it.</summary>
internal static class DeploymentConfiguration
{
    // Before the first shift of production's traffic; for canary and linear ECS calls it before every one.
    private const string PauseStage = "PRE_PRODUCTION_TRAFFIC_SHIFT";

    public static JsonObject Of(ServiceUpdate update)
    {
        var json = Strategy(update);
        json["alarms"] = new JsonObject
        {
            ["alarmNames"] = JsonFields.Array(update.Alarms),
            ["enable"] = update.Alarms.Count > 0,
            ["rollback"] = update.Alarms.Count > 0 && update.RollBack,
        };
        if (update.Strategy.ShiftsTraffic)
            json["lifecycleHooks"] = update.PauseBeforeTraffic is { } pause ? new JsonArray(Pause(pause)) : new JsonArray();
        return json;
    }

    private static JsonObject Strategy(ServiceUpdate update) => update.Strategy switch
    {
        DeploymentStrategy.BlueGreen one => new() { ["strategy"] = "BLUE_GREEN", ["bakeTimeInMinutes"] = one.BakeMinutes },
        DeploymentStrategy.Canary one => new()
        {
            ["strategy"] = "CANARY",
            ["bakeTimeInMinutes"] = one.BakeMinutes,
            ["canaryConfiguration"] = new JsonObject { ["canaryPercent"] = (double)one.Percent, ["canaryBakeTimeInMinutes"] = one.CanaryBakeMinutes },
        },
        DeploymentStrategy.Linear one => new()
        {
            ["strategy"] = "LINEAR",
            ["bakeTimeInMinutes"] = one.BakeMinutes,
            ["linearConfiguration"] = new JsonObject { ["stepPercent"] = (double)one.StepPercent, ["stepBakeTimeInMinutes"] = one.StepBakeMinutes },
        },
        _ => new()
        {
            ["strategy"] = "ROLLING",
            ["minimumHealthyPercent"] = 100,
            ["maximumPercent"] = 200,
            ["deploymentCircuitBreaker"] = new JsonObject
            {
                ["enable"] = true,
                ["rollback"] = update.RollBack,
                ["thresholdConfiguration"] = new JsonObject { ["type"] = "COUNT", ["value"] = update.FailureThreshold },
            },
        },
    };

    private static JsonObject Pause(TimeSpan limit) => new()
    {
        ["targetType"] = "PAUSE",
        ["lifecycleStages"] = JsonFields.Array([PauseStage]),
        ["timeoutConfiguration"] = new JsonObject { ["timeoutInMinutes"] = (int)limit.TotalMinutes, ["action"] = "ROLLBACK" },
    };
}

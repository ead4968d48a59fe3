using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>The deployment strategy of a deploymentConfiguration, and what belongs to it.</summary>
internal static class StrategySettings
{
    public const string Rolling = "ROLLING";

    private static readonly string[] OfShifts = ["bakeTimeInMinutes", "canaryConfiguration", "linearConfiguration", "lifecycleHooks"];

    public static string Of(JsonObject? configuration) => configuration?.Text("strategy") ?? Rolling;

    /// <summary>What a service has after a request: what the request does not name stays, and what belongs to another strategy goes.</summary>
    public static JsonObject Merged(JsonObject? before, JsonObject? request)
    {
        var merged = before?.DeepClone() as JsonObject ?? [];
        foreach (var (name, value) in request ?? [])
        {
            if (value is not null)
                merged[name] = value.DeepClone();
        }

        var strategy = Of(merged);
        foreach (var name in OfShifts.Where(name => !Belongs(name, strategy)))
            merged.Remove(name);
        if (strategy == "CANARY")
            merged["canaryConfiguration"] = With(merged, "canaryConfiguration", ("canaryPercent", 5.0), ("canaryBakeTimeInMinutes", 10));
        if (strategy == "LINEAR")
            merged["linearConfiguration"] = With(merged, "linearConfiguration", ("stepPercent", 10.0), ("stepBakeTimeInMinutes", 6));
        if (strategy != Rolling)
            merged["bakeTimeInMinutes"] ??= 0;
        return merged;
    }

    private static bool Belongs(string name, string strategy) => strategy != Rolling && name switch
    {
        "canaryConfiguration" => strategy == "CANARY",
        "linearConfiguration" => strategy == "LINEAR",
        _ => true,
    };

    private static JsonObject With(JsonObject configuration, string name, (string Name, double Value) percent, (string Name, int Value) bake)
    {
        var settings = configuration[name]?.DeepClone() as JsonObject ?? [];
        settings[percent.Name] ??= percent.Value;
        settings[bake.Name] ??= bake.Value;
        return settings;
    }
}

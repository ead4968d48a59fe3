using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>How a strategy shifts production traffic.</summary>
/// <param name="Steps">Percent of the new revision after each shift; the last one is 100.</param>
/// <param name="StepBake">Time between two shifts; none after the last.</param>
/// <param name="Bake">Time that both revisions run on after the last shift.</param>
internal sealed record ShiftPlan(IReadOnlyList<double> Steps, TimeSpan StepBake, TimeSpan Bake)
{
    /// <summary>The plan of a deploymentConfiguration that has been looked at.</summary>
    public static ShiftPlan Of(JsonObject configuration)
    {
        var bake = TimeSpan.FromMinutes(configuration.Number("bakeTimeInMinutes") ?? 0);
        return StrategySettings.Of(configuration) switch
        {
            "CANARY" when configuration.Object("canaryConfiguration") is var canary =>
                new([.. Upwards(Percent(canary, "canaryPercent", 5)).Take(1).Union([100])], Minutes(canary, "canaryBakeTimeInMinutes", 10), bake),
            "LINEAR" when configuration.Object("linearConfiguration") is var linear =>
                new([.. Upwards(Percent(linear, "stepPercent", 10)), 100], Minutes(linear, "stepBakeTimeInMinutes", 6), bake),
            "BLUE_GREEN" => new([100], TimeSpan.Zero, bake),
            _ => new([100], TimeSpan.Zero, TimeSpan.Zero),
        };
    }

    // Decimals: ten times 0.1 has to be one. What reaches 100 is the last step.
    private static IEnumerable<double> Upwards(decimal step)
    {
        for (var percent = step; percent < 100; percent += step)
            yield return (double)percent;
    }

    private static decimal Percent(JsonObject? settings, string name, decimal standard) =>
        settings?[name] is { } value ? Math.Round(decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture), 1) : standard;

    private static TimeSpan Minutes(JsonObject? settings, string name, int standard) => TimeSpan.FromMinutes(settings?.Number(name) ?? standard);
}

using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The part of an ECS service that says how a new version takes over. Times are text, as the provider has them.</summary>
internal static class DeploymentSettings
{
    /// <summary>Null for rolling, which has settings of its own.</summary>
    public static MapValue? Of(DeployRequirements deploy) => deploy.Strategy switch
    {
        "blueGreen" => Settings("BLUE_GREEN", deploy, []),
        "canary" => Settings("CANARY", deploy, new()
        {
            { "canaryConfiguration", new Inputs
                { { "canaryPercent", Percent(deploy.CanaryPercent) }, { "canaryBakeTimeInMinutes", Minutes(deploy.CanaryBakeMinutes) } } },
        }),
        "linear" => Settings("LINEAR", deploy, new()
        {
            { "linearConfiguration", new Inputs
                { { "stepPercent", Percent(deploy.StepPercent) }, { "stepBakeTimeInMinutes", Minutes(deploy.StepBakeMinutes) } } },
        }),
        _ => null,
    };

    private static MapValue Settings(string strategy, DeployRequirements deploy, Inputs more) =>
        new([new("strategy", strategy), new("bakeTimeInMinutes", Minutes(deploy.BakeMinutes)), .. more]);

    private static string Minutes(int minutes) => minutes.ToString(CultureInfo.InvariantCulture);

    /// <summary>5.0 and 5 are one number and one text.</summary>
    private static Literal Percent(decimal percent) => new(percent % 1 == 0 ? (int)percent : decimal.Round(percent, 1));
}

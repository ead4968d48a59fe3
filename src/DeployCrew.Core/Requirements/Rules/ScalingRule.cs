using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>The least number of tasks is not above the most, in services and in overrides.</summary>
internal static class ScalingRule
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, service) in context.Document.Services)
            CheckBounds(context, service.Scaling, "services", name, "scaling");
        foreach (var (environment, requirements) in context.Document.Environments)
        {
            foreach (var (name, change) in requirements.Services)
            {
                if (change.Scaling is { } scaling)
                    CheckBounds(context, scaling, "environments", environment, "services", name, "scaling");
            }
        }
    }

    private static void CheckBounds(RuleContext context, ScalingRequirements scaling, params string[] at)
    {
        if (scaling.Min <= scaling.Max || !context.Readable([.. at, "min"]) || !context.Readable([.. at, "max"]))
            return;
        var place = context.Given([.. at, "min"]) ? context.At([.. at, "min"]) : context.At([.. at, "max"]);
        context.Add(RequirementsErrors.ScalingBounds(place.Path, place.Value, scaling.Min, scaling.Max));
    }
}

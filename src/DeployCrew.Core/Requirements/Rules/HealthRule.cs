using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>A health check ends before the next one begins.</summary>
internal static class HealthRule
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, service) in context.Document.Services)
        {
            if (service.Health.TimeoutSeconds < service.Health.IntervalSeconds
                || !context.Readable("services", name, "health", "timeoutSeconds") || !context.Readable("services", name, "health", "intervalSeconds"))
                continue;
            var place = context.At("services", name, "health", "timeoutSeconds");
            context.Add(RequirementsErrors.HealthTimeout(place.Path, place.Value, service.Health.TimeoutSeconds, service.Health.IntervalSeconds));
        }
    }
}

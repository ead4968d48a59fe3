using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>A health check ends before the next one begins.</summary>
internal static class HealthRule
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, service) in context.Document.Services)
        {
            var (timeout, interval) = (service.Health.TimeoutSeconds, service.Health.IntervalSeconds);
            var readable = context.Readable("services", name, "health", "timeoutSeconds")
                && context.Readable("services", name, "health", "intervalSeconds");
            if (!readable || timeout < interval)
                continue;
            var place = context.At("services", name, "health", "timeoutSeconds");
            context.Add(RequirementsErrors.HealthTimeout(place.Path, place.Value, timeout, interval));
        }
    }
}

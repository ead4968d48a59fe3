using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Requests scale only what the load balancer counts them for, and only where they stay with one target group.</summary>
internal static class RequestScalingRule
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, service) in context.Document.Services)
        {
            if (service.Scaling.RequestsPerTarget is not null)
                Check(context, service, name, "services", name, "scaling", "requestsPerTarget");
            foreach (var (environment, _) in context.Document.Environments
                .Where(one => one.Value.Services.GetValueOrDefault(name)?.Scaling?.RequestsPerTarget is not null))
                Check(context, service, name, "environments", environment, "services", name, "scaling", "requestsPerTarget");
        }
    }

    private static void Check(RuleContext context, ServiceRequirements service, string name, params string[] at)
    {
        if (!context.Readable(at))
            return;
        var place = context.At(at);
        if (service.Routes.Count == 0 && context.Readable("services", name, "routes"))
            context.Add(StrategyErrors.RequestsWithoutRoutes(place.Path, place.Value));
        else if (context.Document.Deploy.ShiftsTraffic() && context.Readable("deploy", "strategy"))
            context.Add(StrategyErrors.RequestsWhileShifting(place.Path, place.Value, context.Document.Deploy.Strategy));
    }
}

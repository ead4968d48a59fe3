using System.Globalization;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>A path leads to one service, and at least one path leads somewhere.</summary>
internal static class RouteRule
{
    // Rules per application load balancer, as accounts have it unless AWS raises it.
    private const int RulesPerLoadBalancer = 100;

    public static void Check(RuleContext context)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, service) in context.Document.Services)
        {
            for (var index = 0; index < service.Routes.Count; index++)
                CheckRoute(context, taken, name, service.Routes[index], index.ToString(CultureInfo.InvariantCulture));
        }

        var services = context.At("services");
        // The test listener has as many rules as production's.
        var limit = context.Document.Deploy.ShiftsTraffic() ? RulesPerLoadBalancer / 2 : RulesPerLoadBalancer;
        if (taken.Count > limit)
            context.Add(RequirementsErrors.TooManyRoutes(services.Path, services.Key, taken.Count, limit));
        if (context.Document.Services.Count > 0
            && context.Document.Services.All(service =>
                service.Value.Routes.Count == 0 && context.Readable("services", service.Key, "routes")))
            context.Add(RequirementsErrors.NothingReachable(services.Path, services.Key));
    }

    /// <summary>As the load balancer tells routes apart: <c>/api/</c> is <c>/api</c>.</summary>
    private static string Normalised(string route) => route.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";

    private static void CheckRoute(RuleContext context, Dictionary<string, string> taken, string service, string route, string index)
    {
        if (!context.Readable("services", service, "routes", index))
            return;
        var place = context.At("services", service, "routes", index);
        if (!taken.TryAdd(Normalised(route), service))
            context.Add(RequirementsErrors.DuplicateRoute(place.Path, place.Value, route, taken[Normalised(route)]));
    }
}

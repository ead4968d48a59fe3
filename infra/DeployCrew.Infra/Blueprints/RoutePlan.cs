using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Priorities of all routes: the load balancer takes the first rule that matches, so the longer path goes first.</summary>
internal sealed class RoutePlan
{
    private readonly List<(string Service, string Route)> ordered;

    public RoutePlan(RequirementsDocument document) => ordered = [.. document.Services
        .SelectMany(service => service.Value.Routes.Select(route => (Service: service.Key, Route: Trim(route))))
        .OrderByDescending(entry => entry.Route.Count(character => character == '/') + (entry.Route == "/" ? -1 : 0))
        .ThenByDescending(entry => entry.Route.Length).ThenBy(entry => entry.Route, StringComparer.Ordinal)];

    /// <summary>A service's routes with their priorities, in the order of the requirements.</summary>
    public IEnumerable<(string Route, int Priority)> Of(string name, ServiceRequirements service) =>
        service.Routes.Select(route => (Trim(route), (ordered.IndexOf((name, Trim(route))) + 1) * 10));

    /// <summary>Patterns for a route and everything below it.</summary>
    public static IReadOnlyList<string> Patterns(string route) => route == "/" ? ["/*"] : [route, $"{route}/*"];

    private static string Trim(string route) => route.Length > 1 ? route.TrimEnd('/') : route;
}

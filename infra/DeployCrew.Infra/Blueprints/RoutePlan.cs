using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Priorities of all routes: the load balancer takes the first rule that matches, so the longer path goes first.</summary>
internal sealed class RoutePlan
{
    private readonly Dictionary<(string Service, string Route), int> priorities;

    public RoutePlan(RequirementsDocument document) => priorities = document.Services
        .SelectMany(service => service.Value.Routes.Select(route => (Service: service.Key, Route: Trim(route))))
        .OrderByDescending(entry => entry.Route.Count(character => character == '/') + (entry.Route == "/" ? -1 : 0))
        .ThenByDescending(entry => entry.Route.Length).ThenBy(entry => entry.Route, StringComparer.Ordinal)
        .Select((entry, index) => (entry, Priority: (index + 1) * 10)).DistinctBy(one => one.entry)
        .ToDictionary(one => one.entry, one => one.Priority);

    /// <summary>A service's routes with their priorities, in the order of the requirements.</summary>
    public IEnumerable<Entry> Of(string name, ServiceRequirements service) =>
        service.Routes.Select(Trim).Select(route => new Entry(route, priorities[(name, route)]));

    /// <summary>Patterns for a route and everything below it.</summary>
    public static IReadOnlyList<string> Patterns(string route) => route == "/" ? ["/*"] : [route, $"{route}/*"];

    private static string Trim(string route) => route.Length > 1 ? route.TrimEnd('/') : route;

    /// <summary>A path, and the priority of its rule: multiples of ten.</summary>
    public sealed record Entry(string Route, int Priority);
}

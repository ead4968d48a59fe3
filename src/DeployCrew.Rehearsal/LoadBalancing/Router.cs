using System.Collections.Concurrent;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>
/// What becomes of a request: the first rule that matches, by priority, else the listener's default actions. A listener's routes are made anew by
/// the first request after a change of the state, so that a change holds for every request that comes after it; without one nobody takes a lock.
/// </summary>
internal sealed class Router(StateStore store)
{
    private readonly ConcurrentDictionary<string, ListenerRoutes> routes = new(StringComparer.Ordinal);
    private readonly RoutesBuilder builder = new();

    public Decision Decide(string listenerArn, ListenerRequest request) => RoutesOf(listenerArn).Decide(request);

    /// <summary>Whether a target still gets requests of a listener.</summary>
    public bool IsServing(string listenerArn, TargetAddress target) => RoutesOf(listenerArn).Targets.Contains(target.TaskId);

    private ListenerRoutes RoutesOf(string listenerArn) => routes.TryGetValue(listenerArn, out var known) && known.Version == store.Version
        ? known
        : store.Read(state =>
        {
            // Of several requests that wait here, one makes them.
            if (!routes.TryGetValue(listenerArn, out known) || known.Version != store.Version)
                routes[listenerArn] = known = builder.Build(state, store.Version, listenerArn);
            return known;
        });
}

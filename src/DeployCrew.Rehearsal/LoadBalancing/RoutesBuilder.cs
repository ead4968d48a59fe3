using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>Makes the routes of a listener from the state, under its lock. Turns go on where names and weights are what they were.</summary>
internal sealed class RoutesBuilder
{
    private readonly Dictionary<string, WeightedTurns> turns = new(StringComparer.Ordinal);

    public ListenerRoutes Build(CloudState state, long version, string listenerArn)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        var balancer = state.LoadBalancers.Values.FirstOrDefault(one => one.Listeners.Exists(listener => listener.Arn == listenerArn));
        if (balancer is null)
            return new ListenerRoutes(version, [], () => Decision.NoTarget, targets);
        var listener = balancer.Listeners.Find(one => one.Arn == listenerArn)!;

        Func<Decision> ActionOf(string owner, JsonArray actions) => actions.OfType<JsonObject>().FirstOrDefault() is { } action
            ? Do(state, balancer, owner, action, targets)
            : () => Decision.NoTarget;
        return new ListenerRoutes(
            version,
            [.. listener.Rules.OrderBy(rule => rule.Priority).Select(rule => Route.Of(rule, rule.Weights.Count > 0
                ? Forward(state, rule.Arn, rule.Weights, targets)
                : ActionOf(rule.Arn, rule.Actions)))],
            ActionOf(listener.Arn, listener.DefaultActions), targets);
    }

    private Func<Decision> Do(CloudState state, LoadBalancerState balancer, string owner, JsonObject action, HashSet<string> targets)
    {
        switch (action.Text("Type"))
        {
            case "forward":
                return Forward(state, owner, ListenerActions.Weights(action), targets);
            case "redirect":
                var config = action.Object("RedirectConfig") ?? [];
                var redirect = Decision.To(
                    new Redirection(
                        config.Text("Protocol") ?? "#{protocol}", config.Text("Host") ?? "#{host}", PortHere(balancer, config),
                        config.Text("Path") ?? "/#{path}", config.Text("Query") ?? "#{query}"),
                    config.Text("StatusCode") == "HTTP_302" ? 302 : 301);
                return () => redirect;
            default:
                var fixedResponse = action.Object("FixedResponseConfig") ?? [];
                var answer = Decision.Answer(
                    int.TryParse(fixedResponse["StatusCode"]?.ToString(), out var status) ? status : 503,
                    fixedResponse.Text("ContentType") ?? "text/plain", fixedResponse.Text("MessageBody") ?? "");
                return () => answer;
        }
    }

    // Port 443 of the user's mind is the port that the load balancer's listener for it got here.
    private static string PortHere(LoadBalancerState balancer, JsonObject config)
    {
        var port = config.Text("Port") ?? "#{port}";
        var other = balancer.Listeners.Find(one => $"{one.RequestedPort}" == port)
            ?? (config.Text("Protocol") == "HTTPS" || port == "443" ? balancer.Listeners.Find(one => one.Protocol == "HTTPS") : null);
        return other is null ? port : $"{other.Port}";
    }

    private Func<Decision> Forward(CloudState state, string owner, IEnumerable<KeyValuePair<string, int>> weights, HashSet<string> targets)
    {
        var wanted = weights.Where(pair => pair.Value > 0 && state.TargetGroups.ContainsKey(pair.Key)).ToArray();
        var pools = wanted.Select(pair => PoolOf(state.TargetGroups[pair.Key], targets)).ToArray();
        var groups = TurnsOf(owner, wanted);
        return () => groups.Next() is { } next ? pools[next].Next() : Decision.NoTarget;
    }

    private TargetPool PoolOf(TargetGroupState group, HashSet<string> known)
    {
        // With no healthy target, a load balancer of AWS sends requests to all of them ("fail open").
        var targets = group.Targets.FindAll(target => target.Health == "healthy") is { Count: > 0 } healthy
            ? healthy
            : group.Targets.FindAll(target => target.Health == "unhealthy");
        known.UnionWith(targets.Select(target => target.TaskId));
        return new TargetPool(
            [.. targets.Select(target => new TargetAddress(target.TaskId, target.Address, target.Port, group.Arn))],
            TurnsOf("targets of " + group.Arn, [.. targets.Select(target => KeyValuePair.Create(target.TaskId, 1))]));
    }

    private WeightedTurns TurnsOf(string owner, IReadOnlyCollection<KeyValuePair<string, int>> weights) =>
        turns.TryGetValue(owner, out var known) && known.AreOf(weights) ? known : turns[owner] = new WeightedTurns(weights);
}

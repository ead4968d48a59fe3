using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>What becomes of a request: the first rule that matches, by priority, else the listener's default actions.</summary>
internal sealed class Router(StateStore store)
{
    private readonly Dictionary<string, WeightedTurns> turns = new(StringComparer.Ordinal);

    public Decision Decide(string listenerArn, ListenerRequest request) => store.Read(state =>
    {
        var listener = state.LoadBalancers.Values.SelectMany(balancer => balancer.Listeners).FirstOrDefault(one => one.Arn == listenerArn);
        if (listener is null)
            return Decision.Answer(503, "text/plain", "");
        var rule = listener.Rules.OrderBy(one => one.Priority).FirstOrDefault(one =>
            RuleConditions.Match(one, request));
        if (rule is { Weights.Count: > 0 })
            return Forward(state, rule.Arn, rule.Weights);
        return (rule?.Actions ?? listener.DefaultActions).OfType<JsonObject>().Select(action => Do(state, listener, rule?.Arn ?? listener.Arn, action)).FirstOrDefault()
            ?? Decision.Answer(503, "text/plain", "");
    });

    private Decision Do(CloudState state, ListenerState listener, string owner, JsonObject action)
    {
        switch (action.Text("Type"))
        {
            case "forward":
                return Forward(state, owner, ListenerActions.Weights(action));
            case "redirect":
                var config = action.Object("RedirectConfig") ?? [];
                var redirect = new Redirection(
                    config.Text("Protocol") ?? "#{protocol}", config.Text("Host") ?? "#{host}", PortHere(state, listener, config),
                    config.Text("Path") ?? "/#{path}", config.Text("Query") ?? "#{query}");
                return Decision.To(redirect, config.Text("StatusCode") == "HTTP_302" ? 302 : 301);
            default:
                var answer = action.Object("FixedResponseConfig") ?? [];
                return Decision.Answer(
                    int.TryParse(answer["StatusCode"]?.ToString(), out var status) ? status : 503,
                    answer.Text("ContentType") ?? "text/plain", answer.Text("MessageBody") ?? "");
        }
    }

    // Port 443 of the user's mind is the port that the load balancer's listener for it got here.
    private static string PortHere(CloudState state, ListenerState listener, JsonObject config)
    {
        var port = config.Text("Port") ?? "#{port}";
        var balancer = state.LoadBalancers.Values.First(one => one.Listeners.Contains(listener));
        var other = balancer.Listeners.Find(one => $"{one.RequestedPort}" == port)
            ?? (config.Text("Protocol") == "HTTPS" || port == "443" ? balancer.Listeners.Find(one => one.Protocol == "HTTPS") : null);
        return other is null ? port : $"{other.Port}";
    }

    private Decision Forward(CloudState state, string owner, IEnumerable<KeyValuePair<string, int>> weights)
    {
        if (TurnsOf(owner).Next(weights.Where(pair => pair.Value > 0 && state.TargetGroups.ContainsKey(pair.Key))) is not { } next)
            return Decision.Answer(503, "text/plain", "");
        var group = state.TargetGroups[next];
        // With no healthy target, a load balancer of AWS sends requests to all of them ("fail open").
        var targets = group.Targets.Where(target => target.Health == "healthy").ToArray() is { Length: > 0 } healthy
            ? healthy
            : group.Targets.Where(target => target.Health == "unhealthy").ToArray();
        if (targets.Length == 0)
            return Decision.Answer(503, "text/plain", "");
        var chosen = TurnsOf("targets of " + group.Arn).Next(targets.Select(target => KeyValuePair.Create(target.TaskId, 1)));
        return Decision.To(targets.First(target => target.TaskId == chosen), group.Arn);
    }

    // Under the state's lock, as everything here.
    private WeightedTurns TurnsOf(string owner) => turns.TryGetValue(owner, out var known) ? known : turns[owner] = new WeightedTurns();
}

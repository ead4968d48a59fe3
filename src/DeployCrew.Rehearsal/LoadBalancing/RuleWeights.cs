using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>The weights of a rule by which ECS shifts traffic; the rule may be the default one of a listener.</summary>
internal static class RuleWeights
{
    /// <summary>Target groups of a rule and their weights; null when there is no such rule.</summary>
    public static IReadOnlyDictionary<string, int>? Find(CloudState state, string rule)
    {
        foreach (var listener in state.LoadBalancers.Values.SelectMany(balancer => balancer.Listeners))
        {
            if (listener.Rules.Find(one => one.Arn == rule) is { } found)
                return found.Weights;
            if (ElbNames.DefaultRule(listener) == rule)
                return listener.DefaultActions.OfType<JsonObject>().Select(ListenerActions.Weights).FirstOrDefault() ?? new Dictionary<string, int>();
        }

        return null;
    }

    /// <summary>Gives a target group a share of a rule's requests, and another one the rest. A rule that is gone stays so.</summary>
    /// <param name="state">The state.</param>
    /// <param name="rule">ARN of the rule.</param>
    /// <param name="group">Target group.</param>
    /// <param name="percent">Its share, 0 to 100, in steps of 0.1.</param>
    /// <param name="other">The other target group.</param>
    public static void Set(CloudState state, string rule, string group, double percent, string other)
    {
        // Weights are integers of 0 to 999: 12.5 percent is 125 to 875, and 12 percent 12 to 88.
        var scale = percent % 1 == 0 ? 100 : 1000;
        var share = (int)Math.Round(percent * scale / 100);
        var weights = new SortedDictionary<string, int>(StringComparer.Ordinal) { [group] = share, [other] = scale - share };
        foreach (var listener in state.LoadBalancers.Values.SelectMany(balancer => balancer.Listeners))
        {
            if (listener.Rules.Find(one => one.Arn == rule) is { } found)
                found.Weights = weights;
            else if (ElbNames.DefaultRule(listener) == rule)
                listener.DefaultActions = new JsonArray(ListenerActions.Forward(weights));
        }
    }
}

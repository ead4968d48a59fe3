using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Finds ELBv2's things by the ARNs that requests have for them.</summary>
internal static class ElbNames
{
    public static readonly ResourceTags Tags = new("Key", "Value", "ValidationError");

    public static LoadBalancerState Balancer(CloudState state, string arn) =>
        state.LoadBalancers.GetValueOrDefault(arn) ?? throw new AwsFault("LoadBalancerNotFound", $"Load balancer '{arn}' not found");

    public static TargetGroupState Group(CloudState state, string arn) =>
        state.TargetGroups.GetValueOrDefault(arn) ?? throw new AwsFault("TargetGroupNotFound", $"Target group '{arn}' not found");

    public static (LoadBalancerState Balancer, ListenerState Listener) Listener(CloudState state, string arn) => state.LoadBalancers.Values
        .SelectMany(balancer => balancer.Listeners, (balancer, listener) => (balancer, listener)).FirstOrDefault(pair => pair.listener.Arn == arn) is { listener: not null } found
            ? found
            : throw new AwsFault("ListenerNotFound", $"Listener '{arn}' not found");

    public static (ListenerState Listener, RuleState Rule) Rule(CloudState state, string arn) => state.LoadBalancers.Values.SelectMany(balancer => balancer.Listeners)
        .SelectMany(listener => listener.Rules, (listener, rule) => (listener, rule)).FirstOrDefault(pair => pair.rule.Arn == arn) is { rule: not null } found
            ? found
            : throw new AwsFault(DefaultRuleOf(state, arn) is null ? "RuleNotFound" : "OperationNotPermitted",
                DefaultRuleOf(state, arn) is null ? $"Rule '{arn}' not found" : "Default rule cannot be changed or deleted; it is its listener's default actions.");

    /// <summary>A listener's default actions are its last rule too.</summary>
    public static string DefaultRule(ListenerState listener) => $"{listener.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}/default";

    /// <summary>An ARN when there is something behind it.</summary>
    public static string Existing(CloudState state, string arn)
    {
        if (TaggedResources.IsOfLoadBalancing(state, arn) || DefaultRuleOf(state, arn) is not null)
            return arn;
        throw new AwsFault(
            arn.Contains(":targetgroup/", StringComparison.Ordinal) ? "TargetGroupNotFound"
            : arn.Contains(":listener-rule/", StringComparison.Ordinal) ? "RuleNotFound"
            : arn.Contains(":listener/", StringComparison.Ordinal) ? "ListenerNotFound"
            : "LoadBalancerNotFound", $"'{arn}' not found");
    }

    /// <summary>Load balancers that send requests to a target group.</summary>
    public static string[] BalancersOf(CloudState state, TargetGroupState group) => [.. state.LoadBalancers.Values
        .Where(one => one.Listeners.Exists(listener => IsUsedBy(listener, group.Arn))).Select(one => one.Arn)];

    public static string NewId() => Guid.NewGuid().ToString("N")[..16];

    /// <summary>Names of load balancers and target groups: up to 32 letters, digits and hyphens, none at the ends.</summary>
    public static void CheckName(string name, string what)
    {
        if (name.Length is 0 or > 32 || name[0] == '-' || name[^1] == '-' || name.Any(letter => !(char.IsAsciiLetterOrDigit(letter) || letter == '-')))
            throw new AwsFault("ValidationError", $"The {what} name '{name}' can have up to 32 letters, digits and hyphens, and no hyphen at its ends");
    }

    private static ListenerState? DefaultRuleOf(CloudState state, string arn) =>
        state.LoadBalancers.Values.SelectMany(balancer => balancer.Listeners).FirstOrDefault(listener => DefaultRule(listener) == arn);

    private static bool IsUsedBy(ListenerState listener, string group) => listener.Rules.Exists(rule => rule.Weights.ContainsKey(group))
        || listener.DefaultActions.OfType<JsonObject>().Any(action => ListenerActions.Weights(action).ContainsKey(group));
}

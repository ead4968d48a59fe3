using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>What ECS, or the local cloud, does not take of a strategy and its load balancers. Its model has had the first look at types.</summary>
internal static class StrategyCheck
{
    private const int MostPauses = 10;
    private const int MostMinutes = 1440;

    /// <param name="state">For the target groups and rules that are there.</param>
    /// <param name="before">deploymentConfiguration of the service so far; null for a new one.</param>
    /// <param name="request">deploymentConfiguration of the request.</param>
    /// <param name="loadBalancers">loadBalancers that the service will have.</param>
    /// <exception cref="AwsFault">InvalidParameterException.</exception>
    public static void Check(CloudState state, JsonObject? before, JsonObject? request, JsonArray loadBalancers)
    {
        var strategy = StrategySettings.Of(StrategySettings.Merged(before, request));
        Hooks(request, strategy);
        if (strategy == StrategySettings.Rolling)
            return;
        Settings(before, request, strategy);
        if (strategy != "BLUE_GREEN" && loadBalancers.Count == 0)
            throw Fault($"The {strategy} deployment strategy requires a load balancer.");
        foreach (var entry in loadBalancers.OfType<JsonObject>())
            LoadBalancer(state, entry);
    }

    private static void Settings(JsonObject? before, JsonObject? request, string strategy)
    {
        if (strategy == "BLUE_GREEN" && request?["bakeTimeInMinutes"] is null && before?["bakeTimeInMinutes"] is null)
            throw Fault("bakeTimeInMinutes is required when the deployment strategy is BLUE_GREEN.");
        Minutes(request, "bakeTimeInMinutes");
        Minutes(Object(request, "canaryConfiguration"), "canaryBakeTimeInMinutes");
        Minutes(Object(request, "linearConfiguration"), "stepBakeTimeInMinutes");
        Percent(Object(request, "canaryConfiguration"), "canaryPercent", 0.1m);
        Percent(Object(request, "linearConfiguration"), "stepPercent", 3);
        foreach (var (member, owner) in new[] { ("canaryConfiguration", "CANARY"), ("linearConfiguration", "LINEAR") })
        {
            if (strategy != owner && request?[member] is not null)
                throw Fault($"{member} can only be specified when the deployment strategy is {owner}.");
        }
    }

    private static void Hooks(JsonObject? request, string strategy)
    {
        var hooks = request?.Objects("lifecycleHooks").ToArray() ?? [];
        if (hooks.Length > 0 && strategy == StrategySettings.Rolling)
            throw Fault("The local cloud has lifecycle hooks in BLUE_GREEN, LINEAR and CANARY deployments; it does not have them in ROLLING ones.");
        if (hooks.Any(hook => hook.Text("targetType") is null or "AWS_LAMBDA"))
            throw Fault("The local cloud has lifecycle hooks of the type PAUSE; it has no Lambda that a hook of the type AWS_LAMBDA could call.");
        if (hooks.Length > MostPauses)
            throw Fault($"A service can have up to {MostPauses} lifecycle hooks of the type PAUSE.");
        foreach (var hook in hooks)
        {
            if (hook.Texts("lifecycleStages").Count == 0)
                throw Fault("lifecycleStages must not be empty.");
            if (hook.Texts("lifecycleStages").FirstOrDefault(stage => stage is LifecycleStage.TestTrafficShift or LifecycleStage.ProductionTrafficShift) is { } stage)
                throw Fault($"A lifecycle hook of the type PAUSE is not supported at the stage {stage}.");
            if (hook["hookTargetArn"] is not null)
                throw Fault("hookTargetArn cannot be specified for a lifecycle hook of the type PAUSE.");
        }
    }

    private static void LoadBalancer(CloudState state, JsonObject entry)
    {
        var advanced = entry.Object("advancedConfiguration")
            ?? throw Fault("advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy.");
        foreach (var member in new[] { "alternateTargetGroupArn", "productionListenerRule", "roleArn" })
        {
            if (string.IsNullOrEmpty(advanced.Text(member)))
                throw Fault($"{member} is required in advancedConfiguration.");
        }

        var (group, alternate) = (entry.Text("targetGroupArn")!, advanced.Text("alternateTargetGroupArn")!);
        if (!state.TargetGroups.ContainsKey(alternate))
            throw Fault($"The specified target group does not exist: {alternate}.");
        if (group == alternate)
            throw Fault("targetGroupArn and alternateTargetGroupArn must be different.");
        foreach (var rule in new[] { advanced.Text("productionListenerRule"), advanced.Text("testListenerRule") }.OfType<string>())
        {
            var weights = RuleWeights.Find(state, rule) ?? throw Fault($"The specified listener rule does not exist: {rule}.");
            if (!weights.ContainsKey(group) || !weights.ContainsKey(alternate))
                throw Fault("Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule.");
        }
    }

    private static JsonObject? Object(JsonObject? request, string name) => request?[name] is { } node
        ? node as JsonObject ?? throw new AwsFault("SerializationException", $"{name}: expected an object") : null;

    private static void Minutes(JsonObject? settings, string name)
    {
        if (settings?.Number(name) is < 0 or > MostMinutes)
            throw Fault($"{name} must be between 0 and {MostMinutes}.");
    }

    private static void Percent(JsonObject? settings, string name, decimal least)
    {
        if (settings?[name] is not { } node)
            return;
        if (node.GetValueKind() != JsonValueKind.Number)
            throw new AwsFault("SerializationException", $"{name}: expected a number");
        if (!decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) || percent < least || percent > 100 || percent * 10 % 1 != 0)
            throw Fault(FormattableString.Invariant($"{name} must be between {least} and 100, in steps of 0.1."));
    }

    private static AwsFault Fault(string message) => new("InvalidParameterException", message);
}

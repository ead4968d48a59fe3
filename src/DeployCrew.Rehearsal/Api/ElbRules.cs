using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Listener rules.</summary>
internal sealed class ElbRules(StateStore store)
{
    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["CreateRule"] = Create,
        ["DescribeRules"] = Describe,
        ["ModifyRule"] = Modify,
        ["DeleteRule"] = Delete,
        ["SetRulePriorities"] = SetPriorities,
    };

    private JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var (_, listener) = ElbNames.Listener(state, request.Text("ListenerArn")!);
        var priority = request.Number("Priority")!.Value;
        if (listener.Rules.Exists(one => one.Priority == priority))
            throw new AwsFault("PriorityInUse", $"Priority '{priority}' is currently in use");
        var rule = new RuleState { Arn = $"{listener.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}/{ElbNames.NewId()}", Priority = priority };
        TakeConditions(rule, request);
        TakeActions(rule, ElbActions.Read(state, request.Objects("Actions")));
        ElbNames.Tags.Add(state, rule.Arn, request, "Tags");
        listener.Rules.Add(rule);
        return Answer(rule);
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (listener, arns) = (request.Text("ListenerArn"), request.Texts("RuleArns"));
        if (listener is null == (arns.Count == 0))
            throw new AwsFault("ValidationError", "You must specify either listener rule ARNs or a listener ARN");
        var listeners = listener is null ? state.LoadBalancers.Values.SelectMany(one => one.Listeners) : [ElbNames.Listener(state, listener).Listener];
        var rules = listeners.OrderBy(one => one.Arn, StringComparer.Ordinal).SelectMany(one => one.Rules.OrderBy(rule => rule.Priority).Select(rule => (rule.Arn, Key: $"{one.Arn}/{rule.Priority:D5}", Json: Json(rule)))
            .Append((Arn: ElbNames.DefaultRule(one), Key: one.Arn + "/default", Json: DefaultRule(one)))).Where(rule => arns.Count == 0 || arns.Contains(rule.Arn)).ToArray();
        if (rules.Length < arns.Distinct().Count())
            throw new AwsFault("RuleNotFound", "One or more rules not found");
        return call.List("Rules", rules, rule => rule.Key, request, PageMembers.Balancing, 400, rule => rule.Json);
    });

    private JsonObject Modify(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var (_, rule) = ElbNames.Rule(state, request.Text("RuleArn")!);
        var actions = request["Actions"] is null ? null : ElbActions.Read(state, request.Objects("Actions"));
        if (request["Conditions"] is not null)
            TakeConditions(rule, request);
        if (actions is not null)
            TakeActions(rule, actions);
        return Answer(rule);
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var (listener, rule) = ElbNames.Rule(state, request.Text("RuleArn")!);
        listener.Rules.Remove(rule);
        state.Tags.Remove(rule.Arn);
        return new JsonObject();
    });

    private JsonObject SetPriorities(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var wanted = request.Objects("RulePriorities").Select(pair => (Found: ElbNames.Rule(state, pair.Text("RuleArn") ?? ""), Priority: pair.Number("Priority") ?? 0)).ToArray();
        foreach (var listener in wanted.Select(one => one.Found.Listener).Distinct())
        {
            var after = listener.Rules.Select(rule => wanted.Where(one => one.Found.Rule == rule).Select(one => one.Priority).FirstOrDefault(rule.Priority)).ToArray();
            if (after.GroupBy(priority => priority).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw new AwsFault("PriorityInUse", $"Priority '{twice.Key}' is currently in use");
        }

        foreach (var (found, priority) in wanted)
            found.Rule.Priority = priority;
        return new JsonObject { ["Rules"] = wanted.Select(one => (JsonNode?)Json(one.Found.Rule)).ToJsonArray() };
    });

    // Values stand in the condition itself, or in the configuration of its field.
    private static void TakeConditions(RuleState rule, JsonObject request)
    {
        var conditions = request.Objects("Conditions").Select(one => (Field: one.Text("Field"), Values: one.Text("Field") switch
        {
            "path-pattern" => one.Object("PathPatternConfig")?.Texts("Values") ?? one.Texts("Values"),
            "host-header" => one.Object("HostHeaderConfig")?.Texts("Values") ?? one.Texts("Values"),
            var other => throw new AwsFault("InvalidConfigurationRequest", $"The local cloud has conditions for path-pattern and host-header; it does not have {other}."),
        })).ToArray();
        if (conditions.Length == 0 || conditions.Any(one => one.Values.Count == 0))
            throw new AwsFault("ValidationError", "A condition value must be specified");
        if (conditions.GroupBy(one => one.Field).Any(group => group.Count() > 1) || conditions.Sum(one => one.Values.Count) > 5)
            throw new AwsFault("InvalidConfigurationRequest", "A rule can have each field once, and up to five condition values");
        rule.PathPatterns = [.. conditions.Where(one => one.Field == "path-pattern").SelectMany(one => one.Values)];
        rule.Hosts = [.. conditions.Where(one => one.Field == "host-header").SelectMany(one => one.Values)];
    }

    private static void TakeActions(RuleState rule, JsonArray actions)
    {
        rule.Weights = new(ListenerActions.Weights((JsonObject)actions[0]!).ToDictionary(), StringComparer.Ordinal);
        rule.Actions = rule.Weights.Count > 0 ? [] : actions;
    }

    private static JsonObject Answer(RuleState rule) => new() { ["Rules"] = new JsonArray(Json(rule)) };

    private static JsonObject Json(RuleState rule) => new()
    {
        ["RuleArn"] = rule.Arn,
        ["Priority"] = rule.Priority.ToString(CultureInfo.InvariantCulture),
        ["Conditions"] = new[] { ("path-pattern", "PathPatternConfig", rule.PathPatterns), ("host-header", "HostHeaderConfig", rule.Hosts) }.Where(one => one.Item3.Count > 0)
            .Select(one => (JsonNode?)new JsonObject { ["Field"] = one.Item1, ["Values"] = one.Item3.ToJsonArray(), [one.Item2] = new JsonObject { ["Values"] = one.Item3.ToJsonArray() } }).ToJsonArray(),
        ["Actions"] = ElbActions.Json(rule.Weights.Count > 0 ? new JsonArray(ListenerActions.Forward(rule.Weights)) : rule.Actions),
        ["IsDefault"] = false,
    };

    private static JsonObject DefaultRule(ListenerState listener) => new()
    {
        ["RuleArn"] = ElbNames.DefaultRule(listener),
        ["Priority"] = "default",
        ["Conditions"] = new JsonArray(),
        ["Actions"] = ElbActions.Json(listener.DefaultActions),
        ["IsDefault"] = true,
    };
}

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
        ElbConditions.Take(rule, request);
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
            ElbConditions.Take(rule, request);
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
        ["Conditions"] = ElbConditions.Json(rule),
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

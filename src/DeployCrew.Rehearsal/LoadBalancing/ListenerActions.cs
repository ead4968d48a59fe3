using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>Actions in ELBv2's shape: <c>{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"…","Weight":1}]}}</c>.</summary>
internal static class ListenerActions
{
    /// <summary>Target groups and weights of an action that forwards; none for another one.</summary>
    public static IReadOnlyDictionary<string, int> Weights(JsonObject action) => action.Text("Type") != "forward" ? new Dictionary<string, int>()
        : action.Object("ForwardConfig")?.Objects("TargetGroups").ToArray() is { Length: > 0 } groups
            ? groups.GroupBy(group => group.Text("TargetGroupArn") ?? "").ToDictionary(group => group.Key, group => group.Last().Number("Weight") ?? 1)
            : action.Text("TargetGroupArn") is { } arn ? new Dictionary<string, int> { [arn] = 1 } : new Dictionary<string, int>();

    /// <summary>The action that forwards by these weights, as ELBv2 describes it.</summary>
    public static JsonObject Forward(IReadOnlyDictionary<string, int> weights, JsonNode? stickiness = null) => new()
    {
        ["Type"] = "forward",
        ["TargetGroupArn"] = weights.Count == 1 ? weights.Keys.Single() : null,
        ["ForwardConfig"] = new JsonObject
        {
            ["TargetGroups"] = weights.Select(pair => (JsonNode?)new JsonObject { ["TargetGroupArn"] = pair.Key, ["Weight"] = pair.Value }).ToJsonArray(),
            ["TargetGroupStickinessConfig"] = stickiness?.DeepClone() ?? new JsonObject { ["Enabled"] = false },
        },
    };

    /// <summary>Actions of the stack model's shape (<c>type</c>, <c>targetGroupArn</c>, <c>forward</c>, <c>redirect</c>, <c>fixedResponse</c>).</summary>
    public static JsonArray OfStack(IEnumerable<JsonObject> actions) => actions.Select(action => (JsonNode?)(action.Text("type") switch
    {
        "forward" => Forward(action.Object("forward")?.Objects("targetGroups").ToDictionary(group => group.Text("arn")!, group => group.Number("weight") ?? 1)
            ?? new Dictionary<string, int> { [action.Text("targetGroupArn")!] = 1 }),
        "redirect" => new JsonObject
        {
            ["Type"] = "redirect",
            ["RedirectConfig"] = Renamed(action.Object("redirect"), new JsonObject
            {
                ["Protocol"] = "HTTPS",
                ["Port"] = "443",
                ["Host"] = "#{host}",
                ["Path"] = "/#{path}",
                ["Query"] = "#{query}",
                ["StatusCode"] = "HTTP_301",
            }),
        },
        var type => new JsonObject
        {
            ["Type"] = type,
            ["FixedResponseConfig"] = Renamed(action.Object("fixedResponse"), new JsonObject { ["StatusCode"] = "503", ["ContentType"] = "text/plain" }),
        },
    })).ToJsonArray();

    private static JsonObject Renamed(JsonObject? given, JsonObject defaults)
    {
        foreach (var (name, value) in given ?? [])
            defaults[char.ToUpperInvariant(name[0]) + name[1..]] = value?.ToString();
        return defaults;
    }
}

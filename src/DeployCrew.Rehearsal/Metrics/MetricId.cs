using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Metrics;

/// <summary>Names a metric.</summary>
/// <param name="Namespace">AWS/ApplicationELB.</param>
/// <param name="Name">RequestCount.</param>
/// <param name="Dimensions">Its dimensions, by name.</param>
internal sealed record MetricId(string Namespace, string Name, IReadOnlyDictionary<string, string> Dimensions)
{
    /// <summary>The members Namespace, MetricName and Dimensions of a request.</summary>
    public static MetricId Of(JsonObject request) => new(
        request.Text(nameof(Namespace)) ?? "", request.Text("MetricName") ?? "", DimensionsOf(request));

    /// <summary>The same, as CloudWatch writes it.</summary>
    public JsonObject Json() => new()
    {
        [nameof(Namespace)] = Namespace,
        ["MetricName"] = Name,
        [nameof(Dimensions)] = Dimensions.Select(one => (JsonNode?)new JsonObject { [nameof(Name)] = one.Key, ["Value"] = one.Value }).ToJsonArray(),
    };

    // One that is named twice has the last value, as a map would.
    private static Dictionary<string, string> DimensionsOf(JsonObject request)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in request.Objects(nameof(Dimensions)))
            found[one.Text(nameof(Name)) ?? ""] = one.Text("Value") ?? "";
        return found;
    }
}

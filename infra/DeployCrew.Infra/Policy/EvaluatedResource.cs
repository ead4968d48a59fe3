using System.Text.Json.Nodes;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Policy;

/// <summary>A resource with its inputs as they are in one environment; outputs of other resources read <c>&lt;name.property&gt;</c>.</summary>
internal sealed record EvaluatedResource(Resource Resource, JsonObject Inputs)
{
    public string Name => Resource.Name;

    public string Type => Resource.Type;

    /// <summary>What is at a path such as <c>healthCheck.path</c> or <c>rules[0].id</c>; null when nothing is.</summary>
    public JsonNode? At(string path)
    {
        var parsed = PropertyPath.Parse(path);
        var node = Inputs[parsed.Property];
        foreach (var step in parsed.Steps)
        {
            node = (node, step) switch
            {
                (JsonArray array, int index) => array.ElementAtOrDefault(index),
                (JsonObject map, string name) => map[name],
                _ => null,
            };
        }
        return node;
    }

    public bool Has(string path) => At(path) is { } node && !(node is JsonArray { Count: 0 }) && Text(path) is not "";

    /// <summary>The text, number or flag as text; null when there is none.</summary>
    public string? Text(string path) => At(path) is JsonValue value ? value.ToString() : null;

    /// <summary>Whether it is true, or known only once the stack is applied.</summary>
    public bool IsTrue(string path) => Text(path) is { } text && (text is "true" || text.StartsWith('<'));

    public decimal? Number(string path) =>
        decimal.TryParse(Text(path), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public IEnumerable<JsonNode> Items(string path) => At(path) is JsonArray array ? array.OfType<JsonNode>() : [];

    /// <summary>Name of the resource that a value is an output of, or ends in one: <c>&lt;web-task.arn&gt;</c> → <c>web-task</c>,
    /// <c>service/&lt;cluster.name&gt;/&lt;web-service.name&gt;</c> → <c>web-service</c>; null when it is none.</summary>
    public static string? NameIn(string? value)
    {
        var start = value?.LastIndexOf('<') ?? -1;
        return start >= 0 && value!.EndsWith('>') && value.IndexOf('.', start) is > 0 and var dot ? value[(start + 1)..dot] : null;
    }

    /// <summary>Whether an input is an output of that resource.</summary>
    public bool RefersTo(string path, EvaluatedResource other) =>
        Text(path) is { } text && text.StartsWith($"<{other.Name}.", StringComparison.Ordinal);

    public Violation Violates(string property, string message) => new(this, property, message);
}

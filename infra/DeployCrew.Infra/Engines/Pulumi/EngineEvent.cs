using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>One engine event of <c>--json</c>: a sequence, a timestamp and exactly one kind of event. Source: apitype.EngineEvent of the Pulumi
/// SDK (sdk/go/common/apitype/events.go).</summary>
/// <param name="Kind">Name of the member that is set: <c>resourcePreEvent</c>, <c>summaryEvent</c>, …; kinds that are not known are kept.</param>
/// <param name="Content">What it holds.</param>
internal sealed record EngineEvent(string Kind, JsonObject Content)
{
    /// <summary>Reads a line. Null when it is no event: warnings and plain text come on the same stream, and a killed engine leaves a line
    /// half-written.</summary>
    public static EngineEvent? Parse(string line)
    {
        if (!line.StartsWith('{'))
            return null;
        try
        {
            var found = (JsonNode.Parse(line) as JsonObject)?.FirstOrDefault(member => member.Key is not ("sequence" or "timestamp") && member.Value is JsonObject);
            return found is { Key: { } kind, Value: JsonObject content } ? new(kind, content) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The step's metadata, of the three kinds that have it.</summary>
    public JsonObject? Metadata => Content["metadata"] as JsonObject;

    /// <summary>A text member; null when it is not there or no text.</summary>
    public static string? Text(JsonObject? content, string name) =>
        content?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

using System.Text.Json.Nodes;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>Reads what a step does to a resource from its metadata: <c>{op, urn, type, old, new, keys, diffs, detailedDiff}</c>.</summary>
internal static class StepChange
{
    // What a preview writes for a value that only applying will tell (plugin.UnknownStringValue).
    private const string UnknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>The change; null for steps on things that are not in the model, and for reads.</summary>
    public static ResourceChange? Of(JsonObject? metadata)
    {
        if (PulumiUrn.Parse(EngineEvent.Text(metadata, "urn")) is not { IsModelled: true } urn || Kind(EngineEvent.Text(metadata, "op")) is not { } kind)
            return null;
        var properties = kind is ChangeKind.Update or ChangeKind.Replace ? Properties(metadata!).ToArray() : [];
        return new(kind, urn.Type, urn.Name, properties);
    }

    // A replacement is told in up to three steps, in either order.
    private static ChangeKind? Kind(string? op) => op switch
    {
        "same" or "refresh" => ChangeKind.Same,
        "create" or "import" => ChangeKind.Create,
        "update" => ChangeKind.Update,
        "replace" or "create-replacement" or "delete-replaced" or "import-replacement" => ChangeKind.Replace,
        "delete" => ChangeKind.Delete,
        _ => null,
    };

    private static IEnumerable<PropertyChange> Properties(JsonObject metadata)
    {
        var (old, now) = (State(metadata, "old"), State(metadata, "new"));
        if (metadata["detailedDiff"] is JsonObject { Count: > 0 } detailed)
        {
            return detailed.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new PropertyChange(
                entry.Key, Value(old, entry.Key), Value(now, entry.Key),
                EngineEvent.Text(entry.Value as JsonObject, "diffKind")?.EndsWith("-replace", StringComparison.Ordinal) is true));
        }

        // Providers without detail name the properties only; keys are those that force the replacement.
        var (keys, diffs) = (Texts(metadata, "keys"), Texts(metadata, "diffs"));
        return (keys.Count > 0 ? keys : diffs).Order(StringComparer.Ordinal)
            .Select(name => new PropertyChange(name, Value(old, name), Value(now, name), keys.Contains(name)));
    }

    // Inputs are what the model writes; a refresh has the news in the outputs.
    private static JsonObject? State(JsonObject metadata, string side) => EngineEvent.Text(metadata, "op") == "update" && metadata["new"]?["outputs"] is JsonObject { Count: > 0 }
        && JsonNode.DeepEquals(metadata["old"]?["inputs"], metadata["new"]?["inputs"])
            ? metadata[side]?["outputs"] as JsonObject
            : metadata[side]?["inputs"] as JsonObject;

    private static string? Value(JsonObject? state, string path)
    {
        JsonNode? node = state;
        try
        {
            var parsed = PropertyPath.Parse(path);
            node = node?[parsed.Property];
            foreach (var step in parsed.Steps)
                node = step is int index ? (node as JsonArray)?.ElementAtOrDefault(index) : (node as JsonObject)?[(string)step];
        }
        catch (FormatException)
        {
            return null; // a key with brackets or quotes in it: the path names it, and that is enough
        }

        return node switch
        {
            null => null,
            JsonValue value when value.TryGetValue<string>(out var text) && text == "[secret]" => "***",
            JsonValue value when value.TryGetValue<string>(out var text) && text == UnknownValue => PropertyChange.Unknown,
            _ => node.ToJsonString().Replace("[secret]", "***", StringComparison.Ordinal).Replace(UnknownValue, PropertyChange.Unknown, StringComparison.Ordinal),
        };
    }

    private static List<string> Texts(JsonObject metadata, string name) =>
        (metadata[name] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString()).ToList();
}

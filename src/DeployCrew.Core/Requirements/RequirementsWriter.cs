using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Requirements;

/// <summary>Writes requirements as a version 1 file.</summary>
public static class RequirementsWriter
{
    /// <summary>
    /// The JSON text, with a line feed at its end: <c>$schema</c> and <c>version</c> first, what is as by default left out, otherwise in
    /// the order of the records. The same document gives the same text.
    /// </summary>
    public static string Write(RequirementsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var complete = document with { Schema = document.Schema ?? RequirementsSchema.FileName };
        var json = JsonSerializer.SerializeToNode(complete, JsonFormat.Compact)!.AsObject();
        LeaveOutDefaults(json, SchemaFile.Root, keep: "version");
        return json.ToJsonString(JsonFormat.Indented) + "\n";
    }

    private static void LeaveOutDefaults(JsonNode? node, SchemaNode given, string? keep = null)
    {
        if (node is not JsonObject json)
            return;
        var schema = SchemaFile.Resolve(given);
        foreach (var (name, value) in json.ToList())
        {
            var property = schema.Properties?.GetValueOrDefault(name) ?? schema.PatternProperties?.First().Value;
            if (property is null)
                continue;
            LeaveOutDefaults(value, property);
            if (name != keep && property.Default is { } standard && JsonNode.DeepEquals(value, JsonNode.Parse(standard.GetRawText())))
                json.Remove(name);
        }
    }
}

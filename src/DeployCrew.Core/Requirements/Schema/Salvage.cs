using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements.Parsing;

namespace DeployCrew.Core.Requirements.Schema;

/// <summary>
/// What can be read of a document that breaks the schema, as records: unreadable values are left out, or stand empty where one is required.
/// Rules run on it, and ask first whether what they look at was readable.
/// </summary>
internal static class Salvage
{
    public static RequirementsDocument Read(SourceNode root, SchemaCheck check) =>
        Json(root, SchemaFile.Root, check).Deserialize<RequirementsDocument>(JsonFormat.Compact)!;

    private static JsonNode Json(SourceNode node, SchemaNode given, SchemaCheck check)
    {
        var schema = SchemaFile.Resolve(given);
        if (check.IsUnreadable(node))
            return Empty(schema);
        return node.Kind switch
        {
            JsonValueKind.Object => Object(node, schema, check),
            JsonValueKind.Array => new JsonArray([.. node.Items.Select(item => Json(item, schema.Items!, check))]),
            JsonValueKind.String => JsonValue.Create(node.Text),
            _ => JsonNode.Parse(node.Kind == JsonValueKind.Number ? node.Text : node.Kind == JsonValueKind.True ? "true" : "false")!,
        };
    }

    private static JsonObject Object(SourceNode node, SchemaNode schema, SchemaCheck check)
    {
        var json = new JsonObject();
        foreach (var (name, member) in node.Members)
        {
            var property = schema.Properties?.GetValueOrDefault(name) ?? schema.PatternProperties?.First().Value;
            if (property is not null && (!check.IsUnreadable(member) || schema.PatternProperties is not null))
                json[name] = Json(member, property, check);
        }

        foreach (var name in schema.Required.Where(name => !json.ContainsKey(name)))
            json[name] = Empty(SchemaFile.Resolve(schema.Properties![name]));
        return json;
    }

    private static JsonNode Empty(SchemaNode schema) => schema.Type switch
    {
        "string" => JsonValue.Create(""),
        "array" => new JsonArray(),
        "number" or "integer" => JsonValue.Create(0),
        "boolean" => JsonValue.Create(false),
        _ => new JsonObject(schema.Required.Select(name =>
            KeyValuePair.Create(name, (JsonNode?)Empty(SchemaFile.Resolve(schema.Properties![name]))))),
    };
}

using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using DeployCrew.Core.Json;
using DeployCrew.Mcp.Answers;

namespace DeployCrew.Mcp.Schemas;

/// <summary>What a tool answers as JSON Schema, read from the record that it answers with. Every answer is that record, or errors, or both.</summary>
internal static class OutputSchema
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public static JsonObject Write(Type answer)
    {
        var schema = JsonFormat.Compact.GetJsonSchemaAsNode(answer, Options).AsObject();
        schema["type"] = "object";
        schema["properties"]!.AsObject()[ErrorsAnswer.Name] = JsonFormat.Compact.GetJsonSchemaAsNode(typeof(ErrorsAnswer), Options)["properties"]![ErrorsAnswer.Name]!.DeepClone();
        var required = schema["required"]?.DeepClone() ?? new JsonArray();
        schema.Remove("required");
        schema["anyOf"] = new JsonArray(new JsonObject { ["required"] = required }, new JsonObject { ["required"] = new JsonArray(ErrorsAnswer.Name) });
        return schema;
    }

    // What may be null is left out when it is: it is not required, and never there as null.
    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
            return node;
        if (schema["properties"] is JsonObject properties)
        {
            schema["required"] = new JsonArray([.. properties.Where(one => !IsOptional(one.Value)).Select(one => (JsonNode)one.Key)]);
            foreach (var property in properties.Select(one => one.Value).OfType<JsonObject>())
                NeverNull(property);
        }

        if (context.PropertyInfo?.AttributeProvider is MemberInfo member && member.GetCustomAttribute<DescriptionAttribute>() is { } said)
            schema["description"] = said.Description;
        return schema;
    }

    // One type, which clients know that have no lists of types.
    private static void NeverNull(JsonObject property)
    {
        if (property["type"] is JsonArray types && types.Where(type => type?.GetValue<string>() != "null").ToArray() is [{ } only])
            property["type"] = only.DeepClone();
    }

    private static bool IsOptional(JsonNode? schema) =>
        schema?["type"] is JsonArray types && types.Any(type => type?.GetValue<string>() == "null")
        || schema?["enum"] is JsonArray choices && choices.Any(choice => choice is null);
}

using System.Text.Json.Nodes;

namespace DeployCrew.Mcp.Schemas;

/// <summary>Writes what a tool is asked with as JSON Schema: what clients are shown is what calls are held against.</summary>
internal static class InputSchema
{
    public static JsonObject Write(IReadOnlyList<Argument> arguments) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(arguments.Select(argument => KeyValuePair.Create(argument.Name, (JsonNode?)Property(argument)))),
        ["required"] = new JsonArray([.. arguments.Where(argument => argument.Required).Select(argument => (JsonNode)argument.Name)]),
        ["additionalProperties"] = false,
    };

    private static JsonObject Property(Argument argument)
    {
        var schema = new JsonObject { ["type"] = argument.Type, ["description"] = argument.Description };
        if (argument.MinLength is { } shortest)
            schema["minLength"] = shortest;
        if (argument.MaxLength is { } longest)
            schema["maxLength"] = longest;
        if (argument.Pattern is { } pattern)
            (schema["pattern"], schema["patternErrorMessage"]) = (pattern, argument.Form);
        if (argument.Choices is { } choices)
            schema["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]);
        if (argument.Range is { } range)
            (schema["minimum"], schema["maximum"]) = (range.Least, range.Most);
        if (argument.Default is { } value)
            schema["default"] = value switch { int number => number, bool flag => flag, _ => JsonValue.Create($"{value}") };
        return schema;
    }
}

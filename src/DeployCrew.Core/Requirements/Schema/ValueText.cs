using System.Text.Json;
using DeployCrew.Core.Requirements.Parsing;

namespace DeployCrew.Core.Requirements.Schema;

/// <summary>How messages show what was found.</summary>
internal static class ValueText
{
    /// <summary>The value where that is short and may be shown, else its kind.</summary>
    public static string Of(SourceNode node, bool sensitive) => node.Kind switch
    {
        JsonValueKind.String => sensitive ? "text that is not shown" : $"'{SourcePath.Shown(node.Text)}'",
        JsonValueKind.Number => sensitive ? "a number that is not shown" : SourcePath.Shown(node.Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };

    /// <summary>A type of JSON Schema in words.</summary>
    public static string OfType(string? type) => type switch
    {
        "string" => "text in double quotes",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list in [ ]",
        _ => "an object in { }",
    };
}

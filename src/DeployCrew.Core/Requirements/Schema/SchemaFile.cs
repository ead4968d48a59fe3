using System.Text.Json;

namespace DeployCrew.Core.Requirements.Schema;

/// <summary>The embedded schema, read once.</summary>
internal static class SchemaFile
{
    private const string DefinitionPrefix = "#/definitions/";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<string> Content = new(ReadText);
    private static readonly Lazy<SchemaNode> Parsed = new(() => Parse(Text));

    public static string Text => Content.Value;

    public static SchemaNode Root => Parsed.Value;

    /// <summary>The schema itself, or the definition that it refers to.</summary>
    public static SchemaNode Resolve(SchemaNode schema) =>
        schema.Reference is { } reference ? Root.Definitions![reference[DefinitionPrefix.Length..]] : schema;

    /// <summary>A schema of the same keywords.</summary>
    public static SchemaNode Parse(string text) => JsonSerializer.Deserialize<SchemaNode>(text, Strict)!;

    private static string ReadText()
    {
        using var stream = typeof(SchemaFile).Assembly.GetManifestResourceStream("requirements.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

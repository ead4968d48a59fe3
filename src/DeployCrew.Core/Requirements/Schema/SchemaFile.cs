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
    private static readonly Lazy<SchemaNode> Parsed = new(() => Read(Text));

    public static string Text => Content.Value;

    public static SchemaNode Root => Parsed.Value;

    /// <summary>A schema of the keywords that <see cref="SchemaNode"/> knows.</summary>
    /// <exception cref="JsonException">It has another one.</exception>
    public static SchemaNode Read(string schema) => JsonSerializer.Deserialize<SchemaNode>(schema, Strict)!;

    /// <summary>The schema itself, or the definition that it refers to.</summary>
    public static SchemaNode Resolve(SchemaNode schema) =>
        schema.Reference is { } reference ? Root.Definitions![reference[DefinitionPrefix.Length..]] : schema;

    private static string ReadText()
    {
        using var stream = typeof(SchemaFile).Assembly.GetManifestResourceStream("requirements.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Parsing;
using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Json;

/// <summary>
/// A JSON schema, and whether a text has its shape: what a model or a settings file says is untrusted until it has been held against one. It takes the
/// keywords of JSON Schema that <c>requirements.schema.json</c> uses, without references; every property has a description.
/// </summary>
public sealed class JsonShape
{
    private readonly SchemaNode root;

    private JsonShape(string schema)
    {
        root = SchemaFile.Read(schema);
        Schema = JsonDocument.Parse(schema).RootElement.Clone();
    }

    /// <summary>The schema, for whoever is to write such a text.</summary>
    public JsonElement Schema { get; }

    /// <summary>Reads a schema.</summary>
    /// <param name="schema">JSON Schema, draft-07.</param>
    /// <exception cref="JsonException">It has a keyword that is not known here.</exception>
    public static JsonShape Parse(string schema) => new(schema);

    /// <summary>Everything that speaks against a text, at its place: that it is no JSON, or in what it departs from the schema. Empty when it has the shape.</summary>
    public IReadOnlyList<Diagnostic> Check(string json)
    {
        var problems = new List<Diagnostic>();
        if (SourceParser.Parse(json, problems) is { } node)
            new SchemaCheck(problems).Check(node, root);
        return problems;
    }
}

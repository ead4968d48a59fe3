using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Parsing;

namespace DeployCrew.Core.Requirements.Schema;

/// <summary>What somebody else's program may ask with: a JSON Schema of the keywords that <c>requirements.schema.json</c> uses, and problems with the
/// codes and words that a requirements file gets.</summary>
/// <param name="schema">The schema, of an object. Unknown properties are problems, whether it says so or not.</param>
/// <exception cref="JsonException">It uses a keyword that is not checked.</exception>
public sealed class ArgumentsSchema(string schema)
{
    private readonly SchemaNode root = SchemaFile.Parse(schema);

    /// <summary>Everything that is wrong with an object.</summary>
    /// <param name="json">Its JSON.</param>
    public IReadOnlyList<Diagnostic> Check(string json)
    {
        var problems = new List<Diagnostic>();
        if (SourceParser.Parse(json, problems) is { } node)
            new SchemaCheck(problems).Check(node, root);
        return problems;
    }
}

using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Requirements;

/// <summary>The JSON Schema of <c>requirements.json</c>.</summary>
public static class RequirementsSchema
{
    /// <summary>Name of the file that <c>deploycrew init</c> writes beside the requirements, and that their <c>$schema</c> names.</summary>
    public const string FileName = "requirements.schema.json";

    /// <summary>The schema's text.</summary>
    public static string Text => SchemaFile.Text;
}

using System.Text;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary>The class of one concept: a constructor that makes its resources, and properties for those that others refer to.</summary>
internal static class ConceptFile
{
    public static string Write(ConceptCode concept, ProjectNames names)
    {
        var body = new StringBuilder();
        foreach (var block in concept.Blocks)
            WriteBlock(body, block, concept, names);
        var text = body.ToString();
        var file = new StringBuilder();
        if (text.Contains("JsonSerializer.", StringComparison.Ordinal))
            file.Append("using System.Text.Json;\n");
        if (UsesPulumi(text))
            file.Append("using Pulumi;\n");
        file.Append("using Aws = Pulumi.Aws;\n\n");
        file.Append($"namespace {names.Namespace};\n\n/// <summary>{ConceptSummary.Of(concept.Name)}</summary>\n");
        file.Append($"public sealed class {concept.Class}\n{{\n    public {concept.Class}({Parameters(concept)})\n    {{\n{text.AsSpan().TrimEnd('\n')}\n    }}\n");
        foreach (var resource in concept.Blocks.SelectMany(block => block).Where(resource => names.IsExported(resource.Name)))
            file.Append($"\n    public {ProjectNames.Type(resource)}{(resource.Options.When is null ? "" : "?")} {names.Member(resource.Name)} {{ get; }}\n");
        return file.Append("}\n").ToString();
    }

    private static bool UsesPulumi(string text) =>
        text.Contains("Output.", StringComparison.Ordinal) || text.Contains("CustomResourceOptions", StringComparison.Ordinal);

    private static string Parameters(ConceptCode concept)
    {
        var needed = concept.Needs.Select(need => $"{Naming.Pascal(need)} {ProjectNames.Variable(need)}");
        var parameters = string.Join(", ", concept.UsesConfiguration ? needed.Prepend("StackConfig config") : needed);
        return parameters.Length > 110 ? $"\n        {parameters}" : parameters;
    }

    private static void WriteBlock(StringBuilder body, IReadOnlyList<Resource> block, ConceptCode concept, ProjectNames names)
    {
        var condition = block[0].Options.When;
        if (condition is not null)
            body.Append($"        if (config.{ProjectNames.Configured(condition)})\n        {{\n");
        var writer = new ResourceWriter(names, concept.Name, condition is null ? 8 : 12);
        for (var index = 0; index < block.Count; index++)
        {
            if (index > 0)
                body.Append('\n');
            writer.Write(block[index], body);
        }
        body.Append(condition is null ? "\n" : "        }\n\n");
    }
}

using System.Text;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary>The stack's class: makes the concepts in order and hands each what it needs.</summary>
internal static class StackFile
{
    public static string Write(StackModel model, ProjectNames names)
    {
        var used = names.Concepts.SelectMany(concept => concept.Needs)
            .Concat(model.Outputs.SelectMany(output => Values.SelfAndInner(output.Value)).OfType<Reference>()
                .Select(reference => names.Find(reference.Resource).Options.Concept))
            .ToHashSet(StringComparer.Ordinal);
        var file = new StringBuilder($"using Pulumi;\n\nnamespace {names.Namespace};\n\n");
        file.Append($"/// <summary>Everything that {model.Project} has in one environment; which one, and how it differs, is its configuration.</summary>\n");
        file.Append($"public sealed class {names.StackClass} : Stack\n{{\n    public {names.StackClass}()\n    {{\n");
        if (names.Concepts.Any(concept => concept.UsesConfiguration) || model.Outputs.Any(output => UsesConfiguration(output.Value)))
            file.Append("        var config = StackConfig.Load();\n");
        foreach (var concept in names.Concepts)
            file.Append($"        {(used.Contains(concept.Name) ? $"var {concept.Variable} = " : "_ = ")}new {concept.Class}({Arguments(concept)});\n");
        file.Append('\n');
        var expressions = new ExpressionWriter(names, "");
        foreach (var (name, value) in model.Outputs)
            file.Append($"        {Naming.Pascal(name)} = {OutputOf(value, expressions)};\n");
        file.Append("    }\n");
        foreach (var (name, _) in model.Outputs)
            file.Append($"\n    [Output({CSharp.Quote(name)})]\n    public Output<string> {Naming.Pascal(name)} {{ get; private set; }}\n");
        return file.Append("}\n").ToString();
    }

    private static bool UsesConfiguration(Value value) => Values.Keys(value).Any();

    private static string Arguments(ConceptCode concept)
    {
        var needed = concept.Needs.Select(ProjectNames.Variable);
        return string.Join(", ", concept.UsesConfiguration ? needed.Prepend("config") : needed);
    }

    private static string OutputOf(Value value, ExpressionWriter expressions) =>
        Values.SelfAndInner(value).Any(part =>
            part is Reference) ? expressions.Scalar(value) : $"Output.Create({expressions.Scalar(value)})";
}

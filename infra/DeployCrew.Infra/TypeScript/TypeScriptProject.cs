using System.Text;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Infra.TypeScript;

/// <summary>Writes a stack as a Pulumi project in TypeScript: for teams that prefer it, and so that the official SDK's own types check the
/// model.</summary>
public static class TypeScriptProject
{
    /// <summary>The files of the project, ordered by path. The same model and configurations give the same text.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="configurations">One per environment, with a value for each key that the model declares.</param>
    public static IReadOnlyList<GeneratedFile> Emit(StackModel model, IReadOnlyList<StackConfiguration> configurations)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configurations);
        var files = new List<GeneratedFile>
        {
            new("index.ts", Program(model)),
            new("package.json", Package(model)),
            new("tsconfig.json", "{\n  \"compilerOptions\": {\n    \"strict\": true,\n    \"target\": \"es2022\",\n    \"module\": \"commonjs\",\n    \"moduleResolution\": \"node\",\n    \"skipLibCheck\": true,\n    \"outDir\": \"bin\"\n  },\n  \"files\": [\"index.ts\"]\n}\n"),
            new("Pulumi.yaml", YamlFiles.Project(model, "nodejs")),
            new(".gitignore", "bin/\nnode_modules/\n"),
        };
        files.AddRange(configurations.Select(configuration =>
            new GeneratedFile($"Pulumi.{configuration.Environment}.yaml", YamlFiles.Environment(model, configuration))));
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static string Package(StackModel model) => $$"""
        {
          "name": "{{model.Project}}-infrastructure",
          "private": true,
          "main": "index.ts",
          "dependencies": {
            "@pulumi/aws": "{{ResourceCatalogue.Aws.Version}}",
            "@pulumi/pulumi": "{{ResourceCatalogue.Aws.PulumiVersion}}"
          }
        }

        """.ReplaceLineEndings("\n");

    private static string Program(StackModel model)
    {
        var text = new StringBuilder("import * as aws from \"@pulumi/aws\";\nimport * as pulumi from \"@pulumi/pulumi\";\n\n");
        TypeScriptConfiguration.Write(text, model);
        var conditional = model.Resources.Where(resource => resource.Options.When is not null).Select(resource => resource.Name)
            .ToHashSet(StringComparer.Ordinal);
        var referred = model.Resources.SelectMany(Values.ReferredBy)
            .Concat(model.Outputs.SelectMany(output => Values.SelfAndInner(output.Value)).OfType<Reference>()
                .Select(reference => reference.Resource))
            .ToHashSet(StringComparer.Ordinal);
        var concepts = model.Resources.GroupBy(resource => resource.Options.Concept, StringComparer.Ordinal)
            .Select(concept => (concept.Key, Blocks: ResourceBlocks.Of([.. concept]))).ToList();
        var shared = ResourceBlocks.Shared([.. concepts.SelectMany(concept => concept.Blocks)]).ToHashSet(StringComparer.Ordinal);
        shared.UnionWith(model.Outputs.SelectMany(output => Values.SelfAndInner(output.Value)).OfType<Reference>()
            .Select(reference => reference.Resource).Where(conditional.Contains));
        // A constant outside of an if can only be made of such constants.
        foreach (var resource in model.Resources.Reverse().Where(resource => shared.Contains(resource.Name)))
            shared.UnionWith(Values.ReferredBy(resource).Where(conditional.Contains));
        foreach (var (concept, blocks) in concepts)
        {
            text.Append($"\n// {ConceptSummary.Of(concept)}\n");
            foreach (var block in blocks)
                Block(text, block, referred, shared);
        }
        text.Append('\n');
        foreach (var (name, value) in model.Outputs)
            text.Append($"const {Naming.Camel(name)}Output = {TypeScriptExpressions.Write(value, 0, shared)};\nexport {{ {Naming.Camel(name)}Output as {name} }};\n");
        return text.ToString();
    }

    private static void Block(StringBuilder text, IReadOnlyList<Resource> block, HashSet<string> referred, HashSet<string> shared)
    {
        // What others refer to from outside of an if is a constant of its own, undefined where the condition does not hold.
        foreach (var resource in block.Where(resource => shared.Contains(resource.Name)))
        {
            Why(text, resource, 0);
            text.Append($"const {TypeScriptExpressions.Variable(resource.Name)} = config.{TypeScriptConfiguration.Name(resource.Options.When!)}\n    ? {TypeScriptExpressions.Resource(resource, 4, shared)}\n    : undefined;\n");
        }
        var own = block.Where(resource => !shared.Contains(resource.Name)).ToList();
        if (own.Count == 0)
            return;
        var indent = own[0].Options.When is null ? 0 : 4;
        if (own[0].Options.When is { } condition)
            text.Append($"if (config.{TypeScriptConfiguration.Name(condition)}) {{\n");
        foreach (var resource in own)
        {
            Why(text, resource, indent);
            var declared = referred.Contains(resource.Name) ? $"const {TypeScriptExpressions.Variable(resource.Name)} = " : "";
            text.Append($"{new string(' ', indent)}{declared}{TypeScriptExpressions.Resource(resource, indent, shared)};\n");
        }
        if (indent > 0)
            text.Append("}\n");
    }

    private static void Why(StringBuilder text, Resource resource, int indent)
    {
        if (resource.Options.Why is { } why)
            text.AppendJoin('\n', CSharp.Comment(why, indent)).Append('\n');
    }
}

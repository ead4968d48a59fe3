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
        var referred = model.Resources.SelectMany(Values.ReferredBy)
            .Concat(model.Outputs.SelectMany(output => Values.SelfAndInner(output.Value)).OfType<Reference>()
                .Select(reference => reference.Resource))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var concept in model.Resources.GroupBy(resource => resource.Options.Concept, StringComparer.Ordinal))
        {
            text.Append($"\n// {ConceptSummary.Of(concept.Key)}\n");
            // What has a condition is referred to by what has the same only, so that it can stand last, in one block.
            foreach (var block in concept.GroupBy(resource => resource.Options.When).OrderBy(block => block.Key is null ? 0 : 1))
                Block(text, block, referred);
        }
        text.Append('\n');
        foreach (var (name, value) in model.Outputs)
            text.Append($"const {Naming.Camel(name)}Output = {TypeScriptExpressions.Write(value, 0)};\nexport {{ {Naming.Camel(name)}Output as {name} }};\n");
        return text.ToString();
    }

    private static void Block(StringBuilder text, IGrouping<string?, Resource> block, HashSet<string> referred)
    {
        var indent = block.Key is null ? 0 : 4;
        if (block.Key is not null)
            text.Append($"if (config.{TypeScriptConfiguration.Name(block.Key)}) {{\n");
        foreach (var resource in block)
        {
            if (resource.Options.Why is { } why)
                text.AppendJoin('\n', CSharp.Comment(why, indent)).Append('\n');
            var declared = referred.Contains(resource.Name) ? $"const {TypeScriptExpressions.Variable(resource.Name)} = " : "";
            text.Append($"{new string(' ', indent)}{declared}{TypeScriptExpressions.Resource(resource, indent)};\n");
        }
        if (block.Key is not null)
            text.Append("}\n");
    }
}

using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary>Writes a stack as a Pulumi project in C#: one class per concept, one configuration file per environment.</summary>
public static class PulumiProject
{
    /// <summary>The files of the project, ordered by path. The same model and configurations give the same text.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="configurations">One per environment, with a value for each key that the model declares.</param>
    public static IReadOnlyList<GeneratedFile> Emit(StackModel model, IReadOnlyList<StackConfiguration> configurations)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configurations);
        var names = new ProjectNames(model);
        var files = new List<GeneratedFile>
        {
            new("Program.cs", ProgramFile.Write(names)),
            new($"{names.StackClass}.cs", StackFile.Write(model, names)),
            new("StackConfig.cs", ConfigFile.Write(model, names)),
            new($"{names.Namespace}.csproj", ProjectFile.Write(names, ResourceCatalogue.Aws.Version)),
            new("Pulumi.yaml", YamlFiles.Project(model)),
            new(".gitignore", "bin/\nobj/\n"),
        };
        files.AddRange(names.Concepts.Select(concept => new GeneratedFile($"{concept.Class}.cs", ConceptFile.Write(concept, names))));
        files.AddRange(configurations.Select(configuration =>
            new GeneratedFile($"Pulumi.{configuration.Environment}.yaml", YamlFiles.Environment(model, configuration))));
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }
}

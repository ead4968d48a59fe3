using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Infra.Terraform;

/// <summary>
/// Writes a stack as a Terraform program in JSON: a file per concept, one program for all environments. An environment's variables and
/// backend settings stand in <c>environments/</c>, where Terraform does not read them by itself.
/// </summary>
public static class TerraformProject
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The files of the program, ordered by path. The same model and configurations give the same text.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="configurations">One per environment, with a value for each key that the model declares.</param>
    /// <param name="backend">Where the state is kept; null keeps it beside the program, as the bootstrap stack's must be.</param>
    /// <exception cref="DeployError">DC4070-4072: the model has something that Terraform does not.</exception>
    public static IReadOnlyList<GeneratedFile> Emit(
        StackModel model, IReadOnlyList<StackConfiguration> configurations, TerraformBackend? backend = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configurations);
        var names = new TerraformNames(model);
        var files = new List<GeneratedFile>
        {
            File("versions.tf.json", ProgramFiles.Versions(backend is not null)),
            File("providers.tf.json", ProgramFiles.Provider(model, new(names))),
            new(".gitignore", ".terraform/\n*.tfplan\n*.tfstate\n*.tfstate.*\n"),
        };
        // An empty list of blocks is an error to Terraform.
        if (model.Configuration.Count > 0)
            files.Add(File("variables.tf.json", ProgramFiles.Variables(model)));
        if (model.Outputs.Count > 0)
            files.Add(File("outputs.tf.json", ProgramFiles.Outputs(model, new(names))));
        files.AddRange(model.Resources.GroupBy(resource => resource.Options.Concept, StringComparer.Ordinal)
            .Select(concept => File($"{concept.Key}.tf.json", Concept(concept, names))));
        foreach (var configuration in configurations)
        {
            files.Add(File(VariablesPath(configuration.Environment), EnvironmentValues.Write(model, configuration)));
            if (backend is not null)
                files.Add(File(TerraformBackend.Path(configuration.Environment), backend.Settings(model.Project, configuration.Environment)));
        }
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Path of an environment's variables, for <c>-var-file=</c>.</summary>
    public static string VariablesPath(string environment) => $"environments/{environment}.tfvars.json";

    private static JsonObject Concept(IGrouping<string, Resource> concept, TerraformNames names)
    {
        var (locals, types) = (new JsonObject(), new JsonObject());
        foreach (var type in concept.GroupBy(resource => TerraformNames.Type(resource).Name, StringComparer.Ordinal))
        {
            types.Add(type.Key, new JsonObject(type.Select(resource =>
                KeyValuePair.Create(TerraformNames.Local(resource.Name), (JsonNode?)ResourceBlock.Write(resource, names, locals)))));
        }
        var file = new JsonObject { ["//"] = ConceptSummary.Of(concept.Key) };
        if (locals.Count > 0)
            file.Add("locals", locals);
        file.Add("resource", types);
        return file;
    }

    internal static GeneratedFile File(string path, JsonObject content) => new(path, content.ToJsonString(Format) + "\n");
}

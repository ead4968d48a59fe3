using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Pulumi;
using DeployCrew.Infra.Terraform;
using DeployCrew.Infra.TypeScript;

namespace DeployCrew.Infra.Bundles;

/// <summary>The programs of a bundle: the one stack, written for each tool.</summary>
internal static class BundlePrograms
{
    /// <summary>The programs' files, with their paths in the bundle.</summary>
    public static IEnumerable<BundleFile> Of(RequirementsDocument document, bool terraform, bool typeScript)
    {
        var model = StackBlueprint.Create(document);
        List<StackConfiguration> configurations =
            [.. document.Environments.Keys.Order(StringComparer.Ordinal).Select(environment => StackBlueprint.Configuration(document, environment))];
        var files = In("infrastructure/", PulumiProject.Emit(model, configurations))
            .Concat(In("bootstrap/", PulumiProject.Emit(StateBackendBlueprint.Create(document), [StateBackendBlueprint.Configuration(document)])));
        if (terraform)
            files = files.Concat(In("terraform/", TerraformProject.Emit(model, configurations, TerraformBackend.Of(document)).Append(TerraformReadme.Write(document))));
        return typeScript ? files.Concat(In("typescript/", TypeScriptProject.Emit(model, configurations))) : files;
    }

    private static IEnumerable<BundleFile> In(string folder, IEnumerable<GeneratedFile> files) =>
        files.Select(file => BundleFile.Text(folder + file.Path, file.Text));
}

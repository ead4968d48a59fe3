using System.Text.Json.Nodes;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Terraform;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>The folder that one stack's program is written to and run in.</summary>
internal static class TerraformFolder
{
    // Terraform merges files of this name into the others.
    private const string Override = "emulator_override.tf.json";

    public static string Of(TerraformSettings settings, string project, string environment) =>
        Path.GetFullPath(Path.Combine(settings.WorkFolder, project, environment));

    /// <summary>Writes the program as the model has it now; what an earlier one had besides is gone, its state is not.</summary>
    public static void Write(TerraformSettings settings, StackModel model, StackConfiguration configuration, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetFiles(folder, "*.tf.json"))
            File.Delete(old);
        var files = TerraformProject.Emit(model, [configuration], settings.Backend);
        foreach (var file in settings.IsEmulated ? files.Append(TerraformProject.File(Override, Emulator(settings))) : files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
        if (settings.PluginCache is { } cache)
            Directory.CreateDirectory(cache);
    }

    /// <summary>Ends a state that is kept in the folder; one in a bucket stays there, empty, with the versions before it.</summary>
    public static void DeleteState(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "terraform.tfstate*"))
            File.Delete(file);
    }

    private static JsonObject Emulator(TerraformSettings settings)
    {
        var provider = new JsonObject { ["s3_use_path_style"] = true, ["skip_metadata_api_check"] = true, ["skip_region_validation"] = true };
        if (ProviderEndpoints.Of(settings.ServiceEndpoints) is { Count: > 0 } endpoints)
            provider["endpoints"] = new JsonArray(endpoints);
        return new() { ["provider"] = new JsonObject { ["aws"] = provider } };
    }
}

using DeployCrew.Infra.Model;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>A stack's project on disk, as the CLI wants it.</summary>
internal static class PulumiWorkspace
{
    /// <summary>Writes the project with one environment's configuration; files of an earlier model do not stay behind.</summary>
    /// <returns>The project's folder.</returns>
    public static string Write(PulumiSettings settings, StackModel model, StackConfiguration configuration)
    {
        var folder = Path.Combine(settings.WorkFolder, model.Project, configuration.Environment);
        Directory.CreateDirectory(folder);
        var files = PulumiProject.Emit(model, [configuration]).ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        var configurationFile = $"Pulumi.{configuration.Environment}.yaml";
        // Named here, the provider's data key is made anew on each machine; what is in the state already is read with the key that is there.
        if (settings.SecretsProvider is { } provider)
            files[configurationFile] = $"secretsprovider: \"{provider}\"\n{files[configurationFile]}";
        foreach (var stale in Directory.GetFiles(folder, "*.cs").Where(file => !files.ContainsKey(Path.GetFileName(file))))
            File.Delete(stale);
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(folder, path);
            // Unchanged files keep their time: the build finds nothing to do.
            if (!File.Exists(file) || File.ReadAllText(file) != text)
                File.WriteAllText(file, text);
        }

        return folder;
    }
}

using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Building;

/// <summary>Which files of the source go into an image.</summary>
internal static class BuildContext
{
    /// <summary>Name of a generated Dockerfile in the context; the app has none of this name.</summary>
    public const string GeneratedDockerfile = ".deploycrew.Dockerfile";

    /// <summary>The source's files, without what the app's .dockerignore lists; without a Dockerfile of its own, ours counts too.</summary>
    public static IReadOnlyList<SourceFile> Files(string folder, DetectedApp app)
    {
        var ownDockerfile = app.Kind == AppKind.Dockerfile;
        var ignoreFile = Path.Combine(folder, ".dockerignore");
        var text = (ownDockerfile ? "" : DockerfileGenerator.DockerIgnore(app)) + (File.Exists(ignoreFile) ? File.ReadAllText(ignoreFile) : "");
        var files = SourceFolder.List(folder);
        var rules = IgnoreRules.For(files.Select(file => file.Path), text);

        // An engine reads these two; in an app's folder, a web server would hand them out.
        return [.. files.Where(file => (ownDockerfile && file.Path == app.Entry || !rules.Ignores(file.Path)) && (ownDockerfile || file.Path is not ("Dockerfile" or ".dockerignore")))];
    }

    /// <summary>The context that an engine gets.</summary>
    public static IReadOnlyList<LayerEntry> Entries(string folder, DetectedApp app, string? generatedDockerfile)
    {
        var entries = Files(folder, app)
            .Select(file => LayerEntry.File(file.Path, Path.Combine(folder, file.Path), file.Executable)).ToList();
        if (generatedDockerfile is not null)
            entries.Add(LayerEntry.FromBytes(GeneratedDockerfile, System.Text.Encoding.UTF8.GetBytes(generatedDockerfile)));
        return entries;
    }
}

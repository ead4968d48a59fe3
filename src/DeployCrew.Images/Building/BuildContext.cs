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

    /// <summary>The source's files, without what the app's .dockerignore (else ours) lists.</summary>
    public static IReadOnlyList<SourceFile> Files(string folder, DetectedApp app)
    {
        var own = Path.Combine(folder, ".dockerignore");
        var files = SourceFolder.List(folder);
        var text = File.Exists(own) ? File.ReadAllText(own) : app.Kind == AppKind.Dockerfile ? "" : DockerfileGenerator.DockerIgnore(app);
        var rules = IgnoreRules.For(files.Select(file => file.Path), text);
        return [.. files.Where(file => !rules.Ignores(file.Path))];
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

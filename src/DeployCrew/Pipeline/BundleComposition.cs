using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting.Secrets;
using DeployCrew.Images.Sources;
using DeployCrew.Infra.Bundles;

namespace DeployCrew.Pipeline;

/// <summary>Puts a bundle together from requirements and source: for a run, and for <c>deploycrew bundle</c>.</summary>
public static class BundleComposition
{
    /// <summary>The bundle of a project.</summary>
    /// <param name="document">Valid requirements.</param>
    /// <param name="requirementsJson">Their file.</param>
    /// <param name="source">The app, taken in.</param>
    /// <param name="programs">Programs for other tools that go into it too.</param>
    /// <exception cref="DeployError">DC3140: secrets would go into an image.</exception>
    public static Bundle Compose(RequirementsDocument document, byte[] requirementsJson, Source source, BundleOptions? programs = null)
    {
        var files = source.Files.Select(file => BundleFile.From(file.Path, Path.Combine(source.Folder, file.Path))).ToList();
        var taken = files.Select(file => file.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (_, service) in document.Services.OrderBy(service => service.Key, StringComparer.Ordinal))
        {
            var app = AppDetector.Detect(Path.Combine(source.Folder, service.Source), service);
            ContextSecrets.Refuse(Path.Combine(source.Folder, service.Source), app, log: null);
            if (app.Kind == AppKind.Dockerfile)
                continue;
            AddGenerated(files, taken, In(service.Source, "Dockerfile"), DockerfileGenerator.Generate(app, service, DockerfileOptions.Plain));
            AddGenerated(files, taken, In(service.Source, ".dockerignore"), DockerfileGenerator.DockerIgnore(app));
        }

        return BundleWriter.Compose(new BundleContent(document, requirementsJson, files)
        {
            WithTerraform = programs?.Terraform ?? false,
            WithTypeScript = programs?.TypeScript ?? false,
        });
    }

    private static void AddGenerated(List<BundleFile> files, HashSet<string> taken, string path, string text)
    {
        if (taken.Add(path))
            files.Add(BundleFile.Text(path, text));
    }

    private static string In(string folder, string file)
    {
        var trimmed = folder.Trim('/').Replace("./", "", StringComparison.Ordinal);
        return trimmed is "" or "." ? file : $"{trimmed}/{file}";
    }
}

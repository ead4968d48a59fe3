using DeployCrew.Core.Errors;
using DeployCrew.Images.Building;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Linting.Secrets;

/// <summary>Secrets among the files that would go into an image.</summary>
public static class ContextSecrets
{
    /// <summary>Those that would.</summary>
    internal static IReadOnlyList<SecretFile> Find(string folder, DetectedApp app) => [.. SecretFiles.In(folder, Entering(folder, app))];

    /// <summary>Refuses them; says of those that the generated .dockerignore keeps out that it does.</summary>
    /// <param name="folder">The service's source.</param>
    /// <param name="app">What it is.</param>
    /// <param name="log">Gets a line for each file that holds secrets and stays out.</param>
    /// <exception cref="DeployError">DC3140.</exception>
    public static void Refuse(string folder, DetectedApp app, IProgress<string>? log)
    {
        ArgumentNullException.ThrowIfNull(app);
        var found = Find(folder, app);
        if (found.Count > 0)
            throw LintErrors.SecretsInContext([.. found.Select(one => one.ToString())], [.. found.Select(one => one.Path).Distinct()]);
        foreach (var one in KeptOut(folder, app))
            log?.Report($"not in the image, because it holds a secret: {one}");
    }

    private static IEnumerable<SecretFile> KeptOut(string folder, DetectedApp app)
    {
        var entering = Entering(folder, app).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return SecretFiles.In(folder, SourceFolder.List(folder).Where(file => !entering.Contains(file.Path) && SecretNames.IsDotenv(file.Path)));
    }

    // Of a static site, the folder that is served is all that is copied.
    private static IEnumerable<SourceFile> Entering(string folder, DetectedApp app) =>
        BuildContext.Files(folder, app).Where(file =>
            app is not { Kind: AppKind.StaticSite, Entry: { } served } || served is "." || file.Path.StartsWith(served.TrimEnd('/') + "/", StringComparison.Ordinal));
}

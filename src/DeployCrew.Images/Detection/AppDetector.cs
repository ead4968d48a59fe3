using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Detection;

/// <summary>Tells what kind of app lies in a folder. Reads files only; runs nothing of the app.</summary>
public static class AppDetector
{
    private static readonly string[] LookedFor =
        ["Dockerfile", "package.json", "a .csproj of a web app or executable", "index.html (here, or in public/, dist/, site/ or www/)"];

    /// <summary>Detects the app of one service.</summary>
    /// <param name="folder">The service's source folder.</param>
    /// <exception cref="DeployError">DC3201 unknown, DC3202 ambiguous, DC3203 without start command, DC3204 unreadable, DC3205 site to be built.</exception>
    public static DetectedApp Detect(string folder)
    {
        if (!Directory.Exists(folder))
            throw SourceErrors.NotFound(folder);
        if (!File.Exists(Path.Combine(folder, "Dockerfile")))
            return DetectWithoutDockerfile(folder);

        var from = ProjectText.Read(folder, "Dockerfile").FirstLine(line => line.TrimStart().StartsWith("FROM ", StringComparison.OrdinalIgnoreCase));
        return new DetectedApp
        {
            Kind = AppKind.Dockerfile,
            WithoutDockerfile = Attempt(folder),
            Evidence = [new Evidence("Dockerfile", from?.Number, from?.Text.Trim() ?? "the app's own Dockerfile")],
        };
    }

    /// <summary>Detects the app as if it had no Dockerfile.</summary>
    /// <inheritdoc cref="Detect" path="/exception"/>
    public static DetectedApp DetectWithoutDockerfile(string folder)
    {
        var node = NodeDetection.Find(folder);
        var dotnet = DotNetDetection.Find(folder);
        var site = StaticSiteDetection.Find(folder);
        if (node is not null && dotnet.Count > 0 || dotnet.Count > 1)
        {
            throw SourceErrors.AmbiguousApp(folder,
                [.. node is null ? [] : new[] { "Node (package.json)" }, .. dotnet.Select(project => $".NET ({project})")]);
        }

        if (dotnet.Count == 1)
            return DotNetDetection.Describe(folder, dotnet[0]);
        if (node is { StartCommand.Count: > 0 })
            return node;
        if (node is { HasBuildScript: true })
            throw SourceErrors.SiteNeedsBuild("package.json");
        if (site is not null)
            return site;
        throw node is not null
            ? SourceErrors.NoStartCommand("package.json", NodeDetection.StartsLookedFor)
            : SourceErrors.UnknownApp(folder, LookedFor);
    }

    private static DetectedApp? Attempt(string folder)
    {
        try
        {
            return DetectWithoutDockerfile(folder);
        }
        catch (DeployError)
        {
            return null;
        }
    }
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Static sites, from their index.html.</summary>
internal static class StaticSite
{
    public const string Name = "static";
    public const string LookedFor = "index.html (here, or in public/, dist/, site/ or www/)";

    private static readonly string[] Folders = [".", "public", "dist", "site", "www"];

    public static DetectedApp? Find(AppFolder folder, string? entry = null) =>
        (entry is null ? Folders : [entry.TrimEnd('/')]).FirstOrDefault(one => folder.Has(one == "." ? "index.html" : $"{one}/index.html")) is { } site
            ? new DetectedApp
            {
                Kind = AppKind.StaticSite,
                Language = new("HTML", new Evidence(site == "." ? "index.html" : $"{site}/index.html", null, "a static site")),
                Entry = site,
            }
            : null;

    /// <summary>The site that requirements.json asks for: a folder that is there, or one that the build command writes.</summary>
    /// <exception cref="DeployError">DC3132; DC3201.</exception>
    public static DetectedApp Find(AppFolder folder, BuildRequirements build)
    {
        if (build.Command is null)
            return Find(folder, build.Entry) ?? throw SourceErrors.UnknownApp(folder.Path, [LookedFor]);
        if (build.Entry is not { } written)
            throw SourceErrors.BuiltSiteNeedsEntry();
        var package = PackageJson.Read(folder);
        return new NodeEcosystem().Find(folder, build with { Language = "node", Entry = null })[0].App with
        {
            Kind = AppKind.StaticSite,
            Start = null,
            Port = null,
            HealthPath = null,
            Entry = written.TrimEnd('/'),
            HasDependencies = package.Names("dependencies").Count + package.Names("devDependencies").Count > 0,
        };
    }
}

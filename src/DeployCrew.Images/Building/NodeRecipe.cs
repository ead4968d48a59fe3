using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>A Node app as an image: dependencies below, the app above them.</summary>
internal static class NodeRecipe
{
    public static async Task<ImageRecipe> MakeAsync(
        ImageBuildRequest request, IsolatedCopy copy, BuildTool tool, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        if (app.HasDependencies)
            await tool.RunAsync(copy.Source, log, cancellationToken, [.. Install(app)]);
        var built = app.HasBuildScript || app.BuildCommand is not null;
        if (built)
            await tool.RunAsync(copy.Source, log, cancellationToken, [.. app.BuildCommand?.Value ?? [app.PackageManager!.Value, "run", "build"]]);
        if (built && app is { HasDependencies: true, PackageManager.Value: "npm" or "pnpm" })
            await tool.RunAsync(copy.Source, log, cancellationToken, app.PackageManager.Value, "prune", app.PackageManager.Value == "npm" ? "--omit=dev" : "--prod");

        var files = LayerEntry.Below(copy.Source, "app").ToLookup(entry => entry.Path.StartsWith("app/node_modules/", StringComparison.Ordinal));
        return new ImageRecipe(
            [[.. files[true]], [.. files[false]]],
            HostImage.Config(request, app.StartCommand, "/app", "NODE_ENV=production"),
            request.Platform);
    }

    private static IEnumerable<string> Install(DetectedApp app) => (app.PackageManager?.Value, app.LockFile, app.HasBuildScript || app.BuildCommand is not null) switch
    {
        ("pnpm", _, true) => ["pnpm", "install", "--frozen-lockfile"],
        ("pnpm", _, false) => ["pnpm", "install", "--frozen-lockfile", "--prod"],
        ("yarn", _, true) => ["yarn", "install", "--frozen-lockfile"],
        ("yarn", _, false) => ["yarn", "install", "--frozen-lockfile", "--production"],
        (_, var lockFile, var build) =>
            ["npm", lockFile is null ? "install" : "ci", "--no-audit", "--no-fund", .. build ? Array.Empty<string>() : ["--omit=dev"]],
    };
}

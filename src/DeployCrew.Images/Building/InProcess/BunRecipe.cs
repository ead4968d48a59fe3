using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A Bun app: dependencies below, the app above them.</summary>
internal sealed class BunRecipe : IAppRecipe
{
    public AppKind Kind => AppKind.Bun;

    public IReadOnlyList<string>? VersionCommand(DetectedApp app) => app.HasDependencies || app.HasBuildScript ? ["bun", "--version"] : null;

    public async Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var source = context.Copy.Source;
        string[] install = ["bun", "install", "--no-progress", .. context.App.LockFile is null ? Array.Empty<string>() : ["--frozen-lockfile"]];
        if (context.App.HasDependencies)
            await context.Tool.RunAsync(source, cancellationToken, [.. install, .. context.App.HasBuildScript ? Array.Empty<string>() : ["--production"]]);
        if (context.App.HasBuildScript)
            await context.Tool.RunAsync(source, cancellationToken, "bun", "run", "build");
        var files = LayerEntry.Below(source, "app").ToLookup(entry => entry.Path.StartsWith("app/node_modules/", StringComparison.Ordinal));
        return new AppFiles([LayerRecipe.Of(files[true]), .. AppLayers.Of(files[false])], context.App.StartCommand) { Environment = ["NODE_ENV=production"] };
    }
}

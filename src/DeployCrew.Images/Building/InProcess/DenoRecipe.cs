using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A Deno app: its modules fetched into a folder of their own, the app above them.</summary>
internal sealed class DenoRecipe : IAppRecipe
{
    private const string Modules = ".deno";

    public AppKind Kind => AppKind.Deno;

    public IReadOnlyList<string> VersionCommand(DetectedApp app) => ["deno", "--version"];

    public async Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var (source, modules) = (context.Copy.Source, Path.Combine(context.Copy.Folder, "deno"));
        if (context.App.Entry is { } entry)
        {
            await context.Tool.RunAsync(
                source, new Dictionary<string, string> { ["DENO_DIR"] = modules, ["DENO_NO_UPDATE_CHECK"] = "1" }, cancellationToken, "deno", "cache", entry);
        }

        // What Deno compiles and remembers for itself carries times and paths; it makes it again.
        string[] kept = ["npm", "remote"];
        var fetched = kept.Where(one => Directory.Exists(Path.Combine(modules, one)))
            .SelectMany(one => LayerEntry.Below(Path.Combine(modules, one), $"app/{Modules}/{one}")).ToList();
        return new AppFiles([LayerRecipe.Of(fetched), .. AppLayers.Of(LayerEntry.Below(source, "app"))], context.App.StartCommand)
        {
            Environment = fetched.Count > 0 ? [$"DENO_DIR=/app/{Modules}"] : [],
        };
    }
}

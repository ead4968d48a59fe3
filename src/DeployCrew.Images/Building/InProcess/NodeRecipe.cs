using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A Node app: dependencies below, the app above them.</summary>
internal sealed class NodeRecipe : IAppRecipe
{
    /// <summary>What an installation looks at, besides package.json and the lock file.</summary>
    private static readonly string[] Settings = [".npmrc", ".yarnrc", ".yarnrc.yml", "pnpm-workspace.yaml", ".pnpmfile.cjs"];

    /// <summary>Scripts that an installation runs; they may need any file of the app.</summary>
    private static readonly string[] InstallScripts = ["preinstall", "install", "postinstall", "prepare", "dependencies"];

    public AppKind Kind => AppKind.Node;

    public IReadOnlyList<string>? VersionCommand(DetectedApp app) => app.HasDependencies || app.HasBuildScript || app.BuildCommand is not null ? [app.PackageManager!.Value, "--version"] : null;

    public async Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var app = context.App;
        var layers = app switch
        {
            { HasBuildScript: true } or { BuildCommand: not null } => await BuiltAsync(context, cancellationToken),
            { HasDependencies: true } when Manifests(context.Copy, app) is { } manifests => Installed(context, manifests),
            { HasDependencies: true } => await InstalledInPlaceAsync(context, cancellationToken),
            _ => AppLayers.Of(context.Copy.Files("app")),
        };
        return new AppFiles([.. layers], app.StartCommand) { Environment = ["NODE_ENV=production"] };
    }

    private static async Task<IEnumerable<LayerRecipe>> BuiltAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var (app, source) = (context.App, context.Copy.Source);
        if (app.HasDependencies)
            await context.Tool.RunAsync(source, cancellationToken, Install(app, all: true));
        await context.Tool.RunAsync(source, cancellationToken, app.BuildCommand?.Value ?? [app.PackageManager!.Value, "run", "build"]);
        if (app is { HasDependencies: true, PackageManager.Value: "npm" or "pnpm" })
            await context.Tool.RunAsync(source, cancellationToken, app.PackageManager.Value, "prune", app.PackageManager.Value == "npm" ? "--omit=dev" : "--prod");
        return Cut(source);
    }

    private static async Task<IEnumerable<LayerRecipe>> InstalledInPlaceAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        await context.Tool.RunAsync(context.Copy.Source, cancellationToken, Install(context.App, all: false));
        return Cut(context.Copy.Source);
    }

    /// <summary>Installs apart from the app, and not at all while the manifests are the same.</summary>
    private static IEnumerable<LayerRecipe> Installed(RecipeContext context, IReadOnlyList<string> manifests)
    {
        var command = Install(context.App, all: false);
        var dependencies = new LayerRecipe(async cancellationToken =>
        {
            var folder = Path.Combine(context.Copy.Folder, "dependencies");
            Directory.CreateDirectory(folder);
            foreach (var file in manifests)
                File.Copy(context.Copy.Original(file), Path.Combine(folder, file));
            await context.Tool.RunAsync(folder, cancellationToken, command);
            var modules = Path.Combine(folder, "node_modules");
            return Directory.Exists(modules) ? [.. LayerEntry.Below(modules, "app/node_modules")] : [];
        })
        {
            Inputs = context.Inputs(manifests, command),
        };
        return [dependencies, .. AppLayers.Of(context.Copy.Files("app"))];
    }

    private static IEnumerable<LayerRecipe> Cut(string source)
    {
        var files = LayerEntry.Below(source, "app").ToLookup(entry => entry.Path.StartsWith("app/node_modules/", StringComparison.Ordinal));
        return [LayerRecipe.Of(files[true]), .. AppLayers.Of(files[false])];
    }

    /// <summary>The files that the dependencies follow from; null when they follow from others too.</summary>
    private static List<string>? Manifests(IsolatedCopy copy, DetectedApp app)
    {
        if (app.LockFile is null || JsonNode.Parse(File.ReadAllText(copy.Original(PackageJson.File)), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }) is not JsonObject package)
            return null;
        var scripts = package["scripts"] as JsonObject;
        var local = new[] { "dependencies", "optionalDependencies" }.SelectMany(one => (package[one] as JsonObject)?.Select(two => two.Value?.ToString() ?? "") ?? [])
            .Any(version => version.Contains(':', StringComparison.Ordinal) && !version.StartsWith("npm:", StringComparison.Ordinal));
        return local || package["workspaces"] is not null || package["pnpm"] is not null || InstallScripts.Any(name => scripts?.ContainsKey(name) == true)
            ? null
            : [PackageJson.File, app.LockFile, .. Settings.Where(file => File.Exists(copy.Original(file)))];
    }

    private static IReadOnlyList<string> Install(DetectedApp app, bool all) => (app.PackageManager?.Value, app.LockFile, all) switch
    {
        ("pnpm", _, true) => ["pnpm", "install", "--frozen-lockfile"],
        ("pnpm", _, false) => ["pnpm", "install", "--frozen-lockfile", "--prod"],
        ("yarn", _, true) => ["yarn", "install", "--frozen-lockfile"],
        ("yarn", _, false) => ["yarn", "install", "--frozen-lockfile", "--production"],
        (_, var lockFile, _) => ["npm", lockFile is null ? "install" : "ci", "--no-audit", "--no-fund", .. all ? Array.Empty<string>() : ["--omit=dev"]],
    };
}

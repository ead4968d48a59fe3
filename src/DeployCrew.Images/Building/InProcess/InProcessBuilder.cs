using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Bases;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>Builds without any engine: the app's layers are made here with its ecosystem's own tool, and put on a base image from its registry.</summary>
/// <remarks>For a target that runs apps on its own runtimes, the base is left out (label <see cref="ImageLabels.Base"/>).</remarks>
public sealed class InProcessBuilder(IProcessRunner processes, BaseImageStore bases) : IImageBuilder
{
    /// <summary>Its name, wherever it is told.</summary>
    public const string BuilderName = "in-process";

    private static readonly IReadOnlyDictionary<AppKind, IAppRecipe> Recipes = new IAppRecipe[]
    {
        new NodeRecipe(), new DotNetRecipe(), new StaticSiteRecipe(), new PythonRecipe(), new GoRecipe(), new RustRecipe(), new BunRecipe(), new DenoRecipe(),
    }.ToDictionary(recipe => recipe.Kind);

    /// <inheritdoc/>
    public string Name => BuilderName;

    /// <inheritdoc/>
    public async Task<BuilderAvailability> CheckAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        if (app.Kind == AppKind.Dockerfile)
            return new BuilderAvailability(false, "a Dockerfile needs an engine");
        if (!Recipes.TryGetValue(app.Kind, out var recipe))
            return new BuilderAvailability(false, $"{app.Summary} is built by a Dockerfile only, and that needs an engine");
        try
        {
            var tool = await VersionAsync(recipe, app, cancellationToken);
            if ((recipe.Obstacle(request, tool) ?? DockerfileOnly(request) ?? ForeignPackages(request)) is { } obstacle)
                return new BuilderAvailability(false, obstacle);
            var below = await BaseAsync(request, log, cancellationToken);
            string[] parts = [.. new[] { below?.ToString(), tool.Length > 0 ? tool : null }.OfType<string>()];
            return new BuilderAvailability(true, parts.Length > 0 ? string.Join(", ", parts) : "nothing to install", World(request, parts));
        }
        catch (DeployError error)
        {
            return new BuilderAvailability(false, error.Message, Error: error);
        }
    }

    /// <inheritdoc/>
    public async Task<OciLayout> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        var recipe = Recipes[app.Kind];
        var tool = await VersionAsync(recipe, app, cancellationToken);
        var below = await BaseAsync(request, log, cancellationToken);
        using var copy = new IsolatedCopy(request.SourceFolder, BuildContext.Files(request.SourceFolder, app));
        var files = await recipe.MakeAsync(new RecipeContext(request, copy, new BuildTool(processes, log), tool), cancellationToken);
        return await new OciImageBuilder(layerCache: request.CacheFolder is { } cache ? ImageBuildCache.LayersOf(cache) : null).BuildAsync(
            new ImageRecipe(files.Layers, RunConfig.Of(request, files, below), request.Platform)
            {
                Base = below?.Layout,
                Compression = request.Requirements.Build.Compression == "zstd" ? LayerCompression.Zstd : LayerCompression.Gzip,
            },
            request.LayoutFolder, cancellationToken);
    }

    private async Task<BaseImage?> BaseAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken) => request.AppOnly ? null
        : await bases.GetAsync(RuntimeStage.Of(request.App!, request.Requirements).Image, request.Platform, request.CacheFolder, log, cancellationToken);

    private async Task<string> VersionAsync(IAppRecipe recipe, DetectedApp app, CancellationToken cancellationToken) =>
        recipe.VersionCommand(app) is { } command
            ? $"{command[0]} {(await new BuildTool(processes, null).RunAsync(Path.GetTempPath(), cancellationToken, command)).FirstOrDefault()}" : "";

    private static string? DockerfileOnly(ImageBuildRequest request) => request.App! switch
    {
        { BuildCommand: not null, Kind: not AppKind.Node } app => $"a build command of {app.Summary} is run in a Dockerfile only",
        { Libraries.Count: > 0 } app when !request.AppOnly => $"it needs {string.Join(", ", app.Libraries.Select(one => one.Value).Distinct())} of the system, which a Dockerfile installs",
        _ => null,
    };

    // Packages with compiled parts are installed for the machine that installs them.
    private static string? ForeignPackages(ImageBuildRequest request) =>
        request is { AppOnly: false, App: { HasDependencies: true, Kind: AppKind.Node or AppKind.Bun } } && (!OperatingSystem.IsLinux() || request.Platform != OciPlatform.Host)
            ? $"packages that are installed here may not run on {request.Platform}" : null;

    private static string World(ImageBuildRequest request, IEnumerable<string> parts) =>
        string.Join('\0', request is { AppOnly: true, App.Kind: AppKind.StaticSite } ? parts.Append(StaticSiteServer.Sha256) : parts);
}

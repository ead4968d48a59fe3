using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>Builds without any engine: an image that holds the app only and runs on the host's runtime (label <see cref="ImageLabels.Base"/>).</summary>
public sealed class InProcessBuilder(IProcessRunner processes) : IImageBuilder
{
    /// <summary>Its name, wherever it is told.</summary>
    public const string BuilderName = "in-process";

    private readonly BuildTool _tool = new(processes);

    /// <inheritdoc/>
    public string Name => BuilderName;

    /// <inheritdoc/>
    public async Task<BuilderAvailability> CheckAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        switch (app.Kind)
        {
            case AppKind.DotNet:
                return await ToolAsync("dotnet", cancellationToken);
            case AppKind.Node:
                return app.HasDependencies ? await ToolAsync(app.PackageManager!.Value, cancellationToken) : new BuilderAvailability(true, "nothing to install");
            case AppKind.StaticSite when app.BuildCommand is not null:
                return new BuilderAvailability(false, "a site that is built first is built by a Dockerfile only, and that needs an engine");
            case AppKind.StaticSite:
                return request.StaticSiteServer is { } server && Directory.Exists(server)
                    ? new BuilderAvailability(true, "static files", await ServerHashAsync(server, cancellationToken))
                    : new BuilderAvailability(false, "the static-site server is not there");
            case AppKind.Dockerfile:
                return new BuilderAvailability(false, "a Dockerfile needs an engine");
            default:
                return new BuilderAvailability(false, $"{app.Summary} is built by a Dockerfile only, and that needs an engine");
        }
    }

    /// <inheritdoc/>
    public async Task<OciLayout> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        using var copy = IsolatedCopy.Of(request.SourceFolder, BuildContext.Files(request.SourceFolder, app));
        var recipe = app.Kind switch
        {
            AppKind.Node => await NodeRecipe.MakeAsync(request, copy, _tool, log, cancellationToken),
            AppKind.DotNet => await DotNetRecipe.MakeAsync(request, copy, _tool, log, cancellationToken),
            AppKind.StaticSite => StaticSiteRecipe.Make(request, copy),
            _ => throw ImageErrors.NotBuiltInProcess("it is a Dockerfile."),
        };
        return await new OciImageBuilder().BuildAsync(recipe, request.LayoutFolder, cancellationToken);
    }

    private async Task<BuilderAvailability> ToolAsync(string tool, CancellationToken cancellationToken)
    {
        try
        {
            var version = string.Concat((await _tool.RunAsync(Path.GetTempPath(), null, cancellationToken, tool, "--version")).Take(1));
            return new BuilderAvailability(true, $"{tool} {version}", $"{tool} {version}");
        }
        catch (DeployError error)
        {
            return new BuilderAvailability(false, error.Message, Error: error);
        }
    }

    private static async Task<string> ServerHashAsync(string folder, CancellationToken cancellationToken) =>
        (await Sources.SourceIntake.ReadAsync(folder, cancellationToken)).Sha256;
}

using System.Globalization;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A .NET app: what <c>dotnet publish</c> writes, the same bytes wherever it runs.</summary>
internal sealed class DotNetRecipe : IAppRecipe
{
    public AppKind Kind => AppKind.DotNet;

    public IReadOnlyList<string> VersionCommand(DetectedApp app) => ["dotnet", "--version"];

    public async Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var app = context.App;
        var output = Path.Combine(context.Copy.Folder, "app");
        await context.Tool.RunAsync(context.Copy.Source, cancellationToken,
            "dotnet", "publish", app.Entry!, "--configuration", "Release", "--output", output, "--nologo", "--verbosity", "minimal",
            "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:UseAppHost=false",
            // Without these, the path of the copy would be in the assemblies and their symbols.
            "-p:ContinuousIntegrationBuild=true", "-p:Deterministic=true", $"-p:PathMap={context.Copy.Source}=/source",
            // Compressed assets carry the time of their making in the endpoints' manifest.
            "-p:CompressionEnabled=false");
        var port = context.Request.Requirements.Port.ToString(CultureInfo.InvariantCulture);
        return new AppFiles([.. AppLayers.Of(LayerEntry.Below(output, "app"))], app.StartCommand) { Environment = [$"ASPNETCORE_HTTP_PORTS={port}"] };
    }
}

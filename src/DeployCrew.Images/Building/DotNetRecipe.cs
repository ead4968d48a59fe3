using System.Globalization;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>A .NET app as an image: what <c>dotnet publish</c> writes, the same bytes wherever it runs.</summary>
internal static class DotNetRecipe
{
    public static async Task<ImageRecipe> MakeAsync(
        ImageBuildRequest request, IsolatedCopy copy, BuildTool tool, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        var output = Path.Combine(copy.Folder, "app");
        await tool.RunAsync(copy.Source, log, cancellationToken,
            "dotnet", "publish", app.Entry!, "--configuration", "Release", "--output", output, "--nologo", "--verbosity", "minimal",
            "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:UseAppHost=false",
            // Without these, the path of the copy would be in the assemblies and their symbols.
            "-p:ContinuousIntegrationBuild=true", "-p:Deterministic=true", $"-p:PathMap={copy.Source}=/source",
            // Compressed assets carry the time of their making in the endpoints' manifest.
            "-p:CompressionEnabled=false");
        var port = request.Requirements.Port.ToString(CultureInfo.InvariantCulture);
        return new ImageRecipe(
            [[.. LayerEntry.Below(output, "app")]],
            HostImage.Config(request, app.StartCommand, "/app", $"ASPNETCORE_HTTP_PORTS={port}"),
            request.Platform);
    }
}

using System.Text;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>A static site: on nginx where there is a base, else below a file server of our own.</summary>
internal sealed class StaticSiteRecipe : IAppRecipe
{
    public AppKind Kind => AppKind.StaticSite;

    public IReadOnlyList<string>? VersionCommand(DetectedApp app) => null;

    public string? Obstacle(ImageBuildRequest request, string toolVersion) =>
        request.AppOnly && !HasRuntime() ? "without an engine, static sites are served by .NET, and there is no 'dotnet' on PATH" : null;

    public Task<AppFiles> MakeAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var site = AppLayers.Of(context.Copy.Files("srv", context.App.Entry!));
        var service = context.Request.Requirements;
        return Task.FromResult(context.Request.AppOnly
            ? new AppFiles(
                [LayerRecipe.Of(StaticSiteServer.Below("opt/static-site")), .. site],
                // Relative to the working folder, so that it runs wherever the image is unpacked.
                ["dotnet", "../opt/static-site/static-site.dll"])
            {
                WorkingFolder = "/srv",
                Environment = ["SITE_ROOT=.", $"HEALTH_PATH={service.Health.Path}"],
            }
            : new AppFiles(
                [LayerRecipe.Of(LayerEntry.FromBytes("etc/nginx/site.conf", Encoding.UTF8.GetBytes(StaticSiteDockerfile.Configuration(service)))), .. site],
                ["nginx", "-c", "/etc/nginx/site.conf"])
            {
                WorkingFolder = "/srv",
                ClearsEntrypoint = true,
            });
    }

    private static bool HasRuntime() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet")));
}

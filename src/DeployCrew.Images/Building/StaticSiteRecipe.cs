using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>A static site as an image: the server below, the site above it.</summary>
internal static class StaticSiteRecipe
{
    public static ImageRecipe Make(ImageBuildRequest request, IsolatedCopy copy) => new(
        [
            [.. LayerEntry.Below(request.StaticSiteServer!, "opt/static-site")],
            [.. LayerEntry.Below(Path.Combine(copy.Source, request.App!.Entry!), "srv")],
        ],
        HostImage.Config(
            // Relative to the working folder, so that it runs wherever the image is unpacked.
            request, ["dotnet", "../opt/static-site/static-site.dll"], "/srv", "SITE_ROOT=.", $"HEALTH_PATH={request.Requirements.Health.Path}"),
        request.Platform);
}

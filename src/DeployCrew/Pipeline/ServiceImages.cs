using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Building;
using DeployCrew.Images.Oci;
using DeployCrew.Targets;

namespace DeployCrew.Pipeline;

/// <summary>Builds services' images for a target.</summary>
/// <param name="building">The builders.</param>
/// <param name="target">Where the images will run.</param>
/// <param name="home">Where the build cache is.</param>
internal sealed class ServiceImages(ImageBuilding building, DeployTarget target, Home home)
{
    /// <summary>Builds the image of a service, or finds it built already.</summary>
    public Task<BuiltImage> BuildAsync(
        string name, ServiceRequirements service, string sourceFolder, string layoutFolder, IProgress<string>? log, CancellationToken cancellationToken) =>
        building.BuildAsync(
            new ImageBuildRequest(name, service, sourceFolder, layoutFolder)
            {
                CacheFolder = home.BuildCache,
                AppOnly = target.RunsOnThisMachine && service.Build.BaseImage is null,
                Platforms = service.Build.Platforms is { } platforms ? [.. platforms.Select(OciPlatform.Parse)]
                    : [target.RunsOnThisMachine ? OciPlatform.Host : OciPlatform.Fargate],
            }, log, cancellationToken);
}

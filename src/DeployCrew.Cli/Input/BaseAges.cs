using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Bases;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;
using DeployCrew.Images.SupplyChain;

namespace DeployCrew.Cli.Input;

/// <summary>How old the base images of apps are, by what earlier builds have fetched: nobody is asked.</summary>
/// <param name="home">Where the build cache is.</param>
/// <param name="time">Today.</param>
internal sealed class BaseAges(Home home, TimeProvider time)
{
    /// <summary>The base of an app's image and its age; null where there is none, or a variable names it.</summary>
    public async Task<DetectedFact?> OfAsync(string folder, ServiceRequirements service, DetectedApp app, CancellationToken cancellationToken)
    {
        if (ServiceDockerfile.Of(folder, service, app).BaseName is not { } name)
            return null;
        var platform = service.Build.Platforms is [var first, ..] ? OciPlatform.Parse(first) : OciPlatform.Fargate;
        var known = await BaseImageStore.RememberedAsync(home.BuildCache, name, platform.Architecture, cancellationToken);
        var age = known is null ? "unknown, it was not fetched here"
            : BaseImageAge.Text(DateTimeOffset.TryParse(known.Layout.Config.Created, CultureInfo.InvariantCulture, out var created) ? created : null, time) ?? "unknown, it does not say";
        return new DetectedFact("age of the base", age, name);
    }
}

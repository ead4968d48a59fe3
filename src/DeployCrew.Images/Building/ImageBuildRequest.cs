using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>An image that is asked for.</summary>
/// <param name="Service">Name of the service.</param>
/// <param name="Requirements">Port, health path, command.</param>
/// <param name="SourceFolder">The service's source, taken in; it is read, never written to.</param>
/// <param name="LayoutFolder">Where the image's layout will lie when there is no <see cref="CacheFolder"/>.</param>
public sealed record ImageBuildRequest(string Service, ServiceRequirements Requirements, string SourceFolder, string LayoutFolder)
{
    /// <summary>What the image runs on; several make it an index.</summary>
    public IReadOnlyList<OciPlatform> Platforms { get; init; } = [OciPlatform.Host];

    /// <summary>The platform that a builder builds for: the first.</summary>
    public OciPlatform Platform => Platforms[0];

    /// <summary>Whether the target runs images that hold the app only, on runtimes of its own: no base is needed then.</summary>
    public bool AppOnly { get; init; }

    /// <summary>Folder that keeps images of earlier builds, and base layers; null keeps none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Whether the layers are wanted on this machine, too, where the image is built elsewhere.</summary>
    public bool LayersHere { get; init; }

    /// <summary>What was detected; null: <see cref="ImageBuilding"/> detects.</summary>
    public DetectedApp? App { get; init; }

    /// <summary>SHA-256 of the source; null: <see cref="ImageBuilding"/> computes it.</summary>
    public string? SourceSha256 { get; init; }
}

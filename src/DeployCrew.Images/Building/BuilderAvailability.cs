using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Building;

/// <summary>Whether a builder can build a certain image here and now.</summary>
/// <param name="IsAvailable">Whether it can.</param>
/// <param name="Reason">Why, or why not; part of a sentence for people.</param>
/// <param name="Fingerprint">What of the builder's world goes into the image besides the source: versions, ids of base images.</param>
/// <param name="Error">What stands in the way, when there is something the user has to mend.</param>
public sealed record BuilderAvailability(bool IsAvailable, string Reason, string Fingerprint = "", DeployError? Error = null)
{
    /// <summary>Whether a generated Dockerfile is the one with cache mounts.</summary>
    public bool HasCacheMounts { get; init; }
}

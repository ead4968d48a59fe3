namespace DeployCrew.Images.Building;

/// <summary>Which builder builds, and why.</summary>
/// <param name="Builder">The builder.</param>
/// <param name="Request">The request, for what the builder is to build: without an engine, a Dockerfile gives way to other evidence.</param>
/// <param name="Reason">Why this one.</param>
/// <param name="Fingerprint">See <see cref="BuilderAvailability"/>.</param>
/// <param name="Notes">What people should know about the choice.</param>
public sealed record BuilderChoice(
    IImageBuilder Builder, ImageBuildRequest Request, string Reason, string Fingerprint, IReadOnlyList<string> Notes)
{
    /// <summary>See <see cref="BuilderAvailability"/>.</summary>
    public bool HasCacheMounts { get; init; }
}

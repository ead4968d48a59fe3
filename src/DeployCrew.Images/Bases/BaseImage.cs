using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Bases;

/// <summary>An image that others stand on.</summary>
/// <param name="Name">As it was asked for: <c>docker.io/library/node:22-bookworm-slim</c>.</param>
/// <param name="Digest">What the name stood for, for one platform or several.</param>
/// <param name="Layout">The image of the platform that was asked for.</param>
public sealed record BaseImage(string Name, string Digest, OciLayout Layout)
{
    /// <summary>For people: <c>docker.io/library/node:22-bookworm-slim@sha256:…</c>.</summary>
    public override string ToString() => Name.Contains('@', StringComparison.Ordinal) ? Name : $"{Name}@{Digest}";
}

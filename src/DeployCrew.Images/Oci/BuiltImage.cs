using DeployCrew.Images.Building;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Oci;

/// <summary>An image on disk, ready to be pushed.</summary>
/// <param name="LayoutFolder">OCI image layout with this one image.</param>
/// <param name="Digest">Digest of its manifest: <c>sha256:…</c>.</param>
/// <param name="Bytes">Of all of its blobs together, compressed.</param>
/// <param name="Builder">Name of the builder that made it.</param>
/// <param name="Reason">Why that builder.</param>
/// <param name="Notes">What people should know about it.</param>
/// <param name="App">What was detected.</param>
public sealed record BuiltImage(
    string LayoutFolder, string Digest, long Bytes, string Builder, string Reason, IReadOnlyList<string> Notes, DetectedApp? App)
{
    /// <summary>Repository of the target's registry that its layers are in; null: they are in the layout. Such an image is copied, not pushed.</summary>
    public string? RemoteRepository { get; init; }

    /// <summary>Whether it was there already, unchanged, so that nothing was built.</summary>
    public bool FromCache { get; init; }
}

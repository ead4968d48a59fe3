using DeployCrew.Core.Errors;
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

    /// <summary>Whether the generated Dockerfile that it was built of has cache mounts.</summary>
    public bool HasCacheMounts { get; init; }

    /// <summary>Whether it was there already, unchanged, so that nothing was built.</summary>
    public bool FromCache { get; init; }

    /// <summary>Writes the image's layout to a folder of the user's, with everything in it.</summary>
    /// <exception cref="Core.Errors.DeployError">DC3307 the folder has something else in it, or the disk refuses.</exception>
    public async Task CopyAsync(string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, "oci-layout")))
            throw ImageErrors.CannotStore(folder, new IOException("it holds something else than an image"));
        using var writer = new LayoutWriter(folder);
        var layout = await OciLayout.OpenAsync(LayoutFolder, cancellationToken);
        foreach (var image in layout.Images)
        {
            foreach (var blob in image.Manifest.Layers.Append(image.Manifest.Config).Append(image.ManifestDescriptor).DistinctBy(blob => blob.Digest))
                File.Copy(image.BlobPath(blob.Digest), writer.BlobPath(blob.Digest), overwrite: true);
        }

        File.Copy(layout.BlobPath(layout.Digest), writer.BlobPath(layout.Digest), overwrite: true);
        await writer.CompleteAsync(layout.ManifestDescriptor, cancellationToken);
    }
}

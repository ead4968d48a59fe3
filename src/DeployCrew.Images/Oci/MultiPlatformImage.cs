namespace DeployCrew.Images.Oci;

/// <summary>One image for several platforms, made of an image for each.</summary>
public static class MultiPlatformImage
{
    /// <summary>Writes a layout whose image is an index; layers that platforms share are in it once.</summary>
    /// <param name="images">One per platform.</param>
    /// <param name="layoutFolder">Where the layout will lie.</param>
    /// <param name="cancellationToken">Ends the work; nothing is left on disk.</param>
    public static async Task<OciLayout> WriteAsync(IReadOnlyList<OciLayout> images, string layoutFolder, CancellationToken cancellationToken)
    {
        using var writer = new LayoutWriter(layoutFolder);
        foreach (var image in images)
        {
            foreach (var blob in image.Manifest.Layers.Append(image.Manifest.Config).Append(image.ManifestDescriptor))
                writer.AddExisting(image.BlobPath(blob.Digest), blob.Digest);
        }

        var index = new OciIndex
        {
            Manifests = [.. images.Select(image => image.ManifestDescriptor with { Platform = new OciPlatform(image.Config.Architecture, image.Config.Os) })],
        };
        return await writer.CompleteAsync(await writer.AddJsonAsync(index, MediaTypes.Index, cancellationToken), cancellationToken);
    }
}

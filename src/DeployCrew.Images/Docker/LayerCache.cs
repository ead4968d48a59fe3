using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Docker;

/// <summary>Compressed layers by the digest of their plain tars: a base image is compressed once, not with every build.</summary>
/// <param name="folder">Where they are kept, or null to keep none.</param>
internal sealed class LayerCache(string? folder)
{
    public async Task<OciDescriptor> AddAsync(LayoutWriter writer, string tar, string diffId, CancellationToken cancellationToken)
    {
        if (folder is null)
            return await CompressAsync(writer, tar, diffId, cancellationToken);
        var blob = Path.Combine(folder, OciLayout.Hex(diffId));
        var record = blob + ".json";
        if (File.Exists(record))
        {
            var known = JsonSerializer.Deserialize<OciDescriptor>(await File.ReadAllTextAsync(record, cancellationToken))!;
            writer.AddExisting(blob, known.Digest);
            return known;
        }

        var layer = await CompressAsync(writer, tar, diffId, cancellationToken);
        Directory.CreateDirectory(folder);
        var partial = $"{blob}.{Guid.NewGuid():n}";
        File.Copy(writer.BlobPath(layer.Digest), partial);
        File.Move(partial, blob, overwrite: true);

        // The record comes last: a blob without one is not there.
        await File.WriteAllTextAsync(partial, JsonSerializer.Serialize(layer), cancellationToken);
        File.Move(partial, record, overwrite: true);
        return layer;
    }

    private static async Task<OciDescriptor> CompressAsync(LayoutWriter writer, string tar, string diffId, CancellationToken cancellationToken)
    {
        var (layer, actual) = await writer.AddLayerAsync(async output =>
        {
            await using var plain = File.OpenRead(tar);
            await plain.CopyToAsync(output, 128 * 1024, cancellationToken);
        });
        return actual == diffId ? layer : throw ImageErrors.DigestMismatch(diffId, actual);
    }
}

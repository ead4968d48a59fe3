using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DeployCrew.Images.Oci;

/// <summary>Compressed layers by what they were made of, so that none is made twice.</summary>
/// <param name="folder">Where they are kept. Any of it may be deleted at any time.</param>
internal sealed class LayerCache(string folder)
{
    /// <summary>The layer with this key; null when it is not there, or not whole.</summary>
    public async Task<CachedLayer?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var record = JsonSerializer.Deserialize<Record>(await File.ReadAllTextAsync(RecordOf(key), cancellationToken));
            return record is { Layer.Digest: { } digest, DiffId: not null } && OciLayout.IsDigest(digest) && new FileInfo(BlobOf(digest)) is { Exists: true } file && file.Length == record.Layer.Size
                ? new CachedLayer(record.Layer, record.DiffId, file.FullName) : null;
        }
        catch (Exception cause) when (cause is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Moves a blob of a layout here, and leaves a link to it there.</summary>
    public async Task KeepAsync(string key, LayoutWriter writer, OciDescriptor layer, string diffId, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        File.Move(writer.BlobPath(layer.Digest), BlobOf(layer.Digest), overwrite: true);
        writer.AddExisting(BlobOf(layer.Digest), layer.Digest);

        // The record comes last: a blob without one is not there.
        var partial = $"{RecordOf(key)}.{Guid.NewGuid():n}";
        await File.WriteAllTextAsync(partial, JsonSerializer.Serialize(new Record(layer, diffId)), cancellationToken);
        File.Move(partial, RecordOf(key), overwrite: true);
    }

    private string BlobOf(string digest) => Path.Combine(folder, OciLayout.Hex(digest));

    private string RecordOf(string key) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".json");

    private sealed record Record(OciDescriptor Layer, string DiffId);
}

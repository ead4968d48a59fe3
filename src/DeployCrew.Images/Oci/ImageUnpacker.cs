using System.Formats.Tar;
using System.IO.Compression;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci.Zstd;

namespace DeployCrew.Images.Oci;

/// <summary>Unpacks an image into a folder, layer by layer. The layers may come from anywhere: nothing is written, or linked to, outside the folder.</summary>
/// <param name="maxBytes">Bytes of all files together.</param>
public sealed class ImageUnpacker(long maxBytes = 20L << 30)
{
    /// <summary>Unpacks; the folder appears only when all is well, and replaces what was there.</summary>
    /// <remarks>Owners, set-user-id bits and device nodes are dropped: the result is for running as an ordinary process.</remarks>
    /// <exception cref="DeployError">DC3302 when a layer is not what its digest says, DC3303 for hostile entries, DC3304 past the limit.</exception>
    public async Task UnpackAsync(OciLayout layout, string destination, CancellationToken cancellationToken)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(destination));
        var partial = $"{target}.{Guid.NewGuid():n}.partial";
        try
        {
            Directory.CreateDirectory(partial);
            var bytes = 0L;
            foreach (var (layer, diffId) in layout.Manifest.Layers.Zip(layout.Config.RootFs.DiffIds))
            {
                bytes += await ApplyAsync(layout, layer, diffId, partial, maxBytes - bytes, cancellationToken);
                if (bytes > maxBytes)
                    throw ImageErrors.UnpackedTooLarge(maxBytes);
            }

            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            Directory.Move(partial, target);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw ImageErrors.CannotStore(target, cause);
        }
        finally
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
        }
    }

    private static async Task<long> ApplyAsync(
        OciLayout layout, OciDescriptor layer, string diffId, string root, long allowed, CancellationToken cancellationToken)
    {
        await using var blob = File.OpenRead(layout.BlobPath(layer.Digest));
        await using var plain = Plain(blob, layer.MediaType);
        using var hash = new HashingStream(null);
        await using var tee = new TeeReadStream(plain, hash, allowed);
        try
        {
            var files = new LayerFiles(root);
            await using (var reader = new TarReader(tee, leaveOpen: true))
            {
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
                    await files.ApplyAsync(entry, cancellationToken);
            }

            await tee.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw ImageErrors.DamagedLayer(layer.Digest, cause);
        }

        if (hash.Digest() is var actual && actual != diffId)
            throw ImageErrors.DigestMismatch(diffId, actual);
        return hash.Count;
    }

    // …tar.gzip (Docker), …tar+gzip (OCI), …tar+zstd, …tar
    internal static Stream Plain(Stream blob, string mediaType) => mediaType.AsSpan()[(mediaType.LastIndexOfAny(['.', '+']) + 1)..] switch
    {
        "gzip" => new GZipStream(blob, CompressionMode.Decompress),
        "zstd" => new ZstdReadStream(blob),
        "tar" => blob,
        _ => throw ImageErrors.UnknownLayerFormat(mediaType),
    };
}

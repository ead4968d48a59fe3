using System.Formats.Tar;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.SupplyChain.ImageContents;

/// <summary>Reads some small files out of an image's layers without unpacking them; later layers replace and remove what earlier ones have.</summary>
internal static class ImageFiles
{
    private const long LargestFile = 64 << 20;
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";

    /// <summary>Texts of the wanted files by path, without a slash in front.</summary>
    /// <exception cref="DeployError">DC3305, DC3306.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(OciLayout image, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in image.Manifest.Layers)
        {
            await using var blob = File.OpenRead(image.BlobPath(layer.Digest));
            await using var plain = ImageUnpacker.Plain(blob, layer.MediaType);
            var (added, removed) = await ReadLayerAsync(plain, layer.Digest, wanted, cancellationToken);
            foreach (var path in files.Keys.Where(path => removed.Any(gone => path == gone || path.StartsWith(gone + "/", StringComparison.Ordinal) || gone.Length == 0)).ToList())
                files.Remove(path);
            foreach (var (path, text) in added)
                files[path] = text;
        }

        return files;
    }

    private static async Task<(Dictionary<string, string> Added, HashSet<string> Removed)> ReadLayerAsync(
        Stream layer, string digest, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var added = new Dictionary<string, string>(StringComparer.Ordinal);
        var removed = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            await using var reader = new TarReader(layer, leaveOpen: true);
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                var path = string.Join('/', entry.Name.Split('/').Where(part => part is not ("" or ".")));
                var name = path[(path.LastIndexOf('/') + 1)..];
                var folder = path[..Math.Max(0, path.Length - name.Length - 1)];
                if (name == Opaque)
                    removed.Add(folder);
                else if (name.StartsWith(Whiteout, StringComparison.Ordinal))
                    removed.Add(folder.Length == 0 ? name[Whiteout.Length..] : $"{folder}/{name[Whiteout.Length..]}");
                else if (entry is { DataStream: { } content, Length: <= LargestFile } && wanted(path))
                    added[path] = await new StreamReader(content, Encoding.UTF8).ReadToEndAsync(cancellationToken);
            }
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw ImageErrors.DamagedLayer(digest, cause);
        }

        return (added, removed);
    }
}

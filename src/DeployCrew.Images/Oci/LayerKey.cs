using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeployCrew.Images.Oci;

/// <summary>The identity of a layer before it is written: SHA-256 over paths, modes, links and contents.</summary>
internal static class LayerKey
{
    public static async Task<string> OfAsync(IReadOnlyList<LayerEntry> entries, CancellationToken cancellationToken)
    {
        var lines = new string[entries.Count];
        await Parallel.ForAsync(0, entries.Count, cancellationToken, async (i, token) => lines[i] = await LineAsync(entries[i], token));
        Array.Sort(lines, StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<string> LineAsync(LayerEntry entry, CancellationToken cancellationToken)
    {
        var content = entry.SourceFile is { } file ? await OfFileAsync(file, cancellationToken)
            : entry.Bytes is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span))
            : entry.LinkTarget is { } target ? "-> " + target : "/";
        return string.Create(CultureInfo.InvariantCulture, $"{entry.Path}\0{(int)entry.Mode}\0{content}\n");
    }

    private static async Task<string> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}

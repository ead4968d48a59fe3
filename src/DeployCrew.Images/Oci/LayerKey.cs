using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Oci;

/// <summary>The identity of a layer before it is written: SHA-256 over paths, modes, links and contents.</summary>
internal static class LayerKey
{
    public static string Of(IReadOnlyList<LayerEntry> entries, CancellationToken cancellationToken)
    {
        var lines = new string[entries.Count];
        Parallel.For(0, entries.Count, new ParallelOptions { CancellationToken = cancellationToken }, i => lines[i] = Line(entries[i], cancellationToken));
        Array.Sort(lines, StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Line(LayerEntry entry, CancellationToken cancellationToken)
    {
        var content = entry.SourceFile is { } file ? FileDigest.Of(file, cancellationToken)
            : entry.Bytes is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span))
            : entry.LinkTarget is { } target ? "-> " + target : "/";
        return string.Create(CultureInfo.InvariantCulture, $"{entry.Path}\0{(int)entry.Mode}\0{content}\n");
    }
}

using System.Security.Cryptography;
using System.Text;

namespace DeployCrew.Images.Sources;

/// <summary>The identity of a source: SHA-256 over sorted paths, executable bits and contents.</summary>
internal static class SourceHash
{
    public static string Compute(string folder, IEnumerable<SourceFile> files, CancellationToken cancellationToken)
    {
        var sorted = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        var lines = new string[sorted.Length];
        Parallel.For(0, sorted.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            lines[i] = $"{sorted[i].Path}\0{(sorted[i].Executable ? 'x' : '-')}\0{FileDigest.Of(Path.Combine(folder, sorted[i].Path), cancellationToken)}\n");
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
            whole.AppendData(Encoding.UTF8.GetBytes(line));
        return Convert.ToHexStringLower(whole.GetHashAndReset());
    }
}

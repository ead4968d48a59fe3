using System.Security.Cryptography;
using System.Text;

namespace DeployCrew.Images.Sources;

/// <summary>The identity of a source: SHA-256 over sorted paths, executable bits and contents.</summary>
internal static class SourceHash
{
    public static async Task<string> ComputeAsync(string folder, IEnumerable<SourceFile> files, CancellationToken cancellationToken)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(Path.Combine(folder, file.Path));
            var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
            whole.AppendData(Encoding.UTF8.GetBytes($"{file.Path}\0{(file.Executable ? 'x' : '-')}\0{digest}\n"));
        }

        return Convert.ToHexStringLower(whole.GetHashAndReset());
    }
}

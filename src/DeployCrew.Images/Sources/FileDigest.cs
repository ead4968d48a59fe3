using System.Security.Cryptography;

namespace DeployCrew.Images.Sources;

/// <summary>SHA-256 of files' contents.</summary>
/// <remarks>Read synchronously: files of source are many and small, and an asynchronous read of each costs more than the read.</remarks>
internal static class FileDigest
{
    private const int Piece = 256 * 1024;

    /// <summary>In hex.</summary>
    public static string Of(string path, CancellationToken cancellationToken)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[(int)Math.Clamp(RandomAccess.GetLength(file), 1, Piece)];
        for (var at = 0L; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = RandomAccess.Read(file, buffer, at);
            if (count == 0)
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            hash.AppendData(buffer, 0, count);
            at += count;
        }
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace DeployCrew.Infra.Bundles;

/// <summary>A zip from a stranger: the files that are safe to look at, and what is wrong with the others. Nothing is unpacked to disk.</summary>
internal sealed class BundleArchive : IDisposable
{
    private readonly ZipArchive zip;
    private readonly BundleLimits limits;
    private readonly Dictionary<string, ZipArchiveEntry> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private readonly List<BundleProblem> problems = [];

    private BundleArchive(ZipArchive zip, BundleLimits limits) => (this.zip, this.limits) = (zip, limits);

    /// <summary>Paths of the files that can be read.</summary>
    public IReadOnlyCollection<string> Paths => files.Keys;

    /// <summary>Entries that are dangerous.</summary>
    public IReadOnlyList<BundleProblem> Problems => problems;

    /// <exception cref="InvalidDataException">It is no zip, or has too many entries.</exception>
    public static async Task<BundleArchive> OpenAsync(string file, BundleLimits limits, CancellationToken cancellationToken)
    {
        var stream = new MeteredStream(File.OpenRead(file)) { Allowance = limits.Directory };
        ZipArchive? zip = null;
        try
        {
            zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8, cancellationToken);
            var archive = new BundleArchive(zip, limits);
            archive.TakeIn(zip.Entries, stream.Length);
            stream.Allowance = null;
            return archive;
        }
        catch
        {
            zip?.Dispose();
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether it is there but was not read, for a reason that is among the problems.</summary>
    public bool WasRefused(string path) => refused.Contains(path);

    /// <summary>Whether a file is there and can be read.</summary>
    public bool Has(string path) => files.ContainsKey(path);

    /// <summary>Length and SHA-256 of a file, read no further than its entry says that it goes.</summary>
    /// <exception cref="InvalidDataException">It cannot be unpacked.</exception>
    public async Task<(long Bytes, string Sha256)> HashAsync(string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = await ReadAsync(files[path], hash.AppendData, cancellationToken);
        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>A file's bytes, when they are few enough to be text.</summary>
    /// <exception cref="InvalidDataException">It is not there, too large, or cannot be unpacked.</exception>
    public async Task<byte[]> BytesAsync(string path, CancellationToken cancellationToken)
    {
        if (!files.TryGetValue(path, out var entry))
            throw new InvalidDataException($"it has no {path}");
        if (entry.Length > limits.Text)
            throw new InvalidDataException($"{path} is larger than {limits.Text} bytes");
        var content = new MemoryStream();
        await ReadAsync(entry, content.Write, cancellationToken);
        return content.ToArray();
    }

    public void Dispose() => zip.Dispose();

    private void TakeIn(IReadOnlyCollection<ZipArchiveEntry> entries, long packed)
    {
        if (entries.Count > limits.Entries)
            throw new InvalidDataException($"it has more than {limits.Entries} entries");
        // Without regard to case: what is one file on some systems must not be two here.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        foreach (var entry in entries)
        {
            var path = entry.FullName;
            var isFolder = path.EndsWith('/');
            if (EntryPath.Danger(path) is { } danger)
                Refuse(BundleProblemKind.UnsafePath, path, danger);
            else if (EntryPath.IsSpecial(entry.ExternalAttributes))
                Refuse(BundleProblemKind.NotAFile, path, "is a symbolic link or a device, not a file");
            else if (!isFolder && !taken.Add(path))
                Refuse(BundleProblemKind.Duplicate, path, "is there twice, perhaps in another case; who unpacks it gets one or the other, and the first was looked at");
            else if (!isFolder && Swelling(entry, total + entry.Length, packed) is { } swelling)
                Refuse(BundleProblemKind.TooLarge, path, swelling);
            else if (!isFolder)
            {
                files.Add(path, entry);
                total += entry.Length;
            }
        }
    }

    // Entries may share their packed bytes: the whole is held against the file's own length, too.
    private string? Swelling(ZipArchiveEntry entry, long total, long packed)
    {
        if (entry.Length < 0 || total > limits.Total || (total > limits.RatioFrom && total / Math.Max(1, packed) > limits.Ratio))
            return string.Create(CultureInfo.InvariantCulture, $"makes the bundle {total} bytes when unpacked: a zip bomb");
        return entry.Length > limits.RatioFrom && entry.Length / Math.Max(1, entry.CompressedLength) > limits.Ratio
            ? string.Create(CultureInfo.InvariantCulture, $"would be {entry.Length} bytes, {entry.Length / Math.Max(1, entry.CompressedLength)} times what it is packed: a zip bomb")
            : null;
    }

    private void Refuse(BundleProblemKind kind, string path, string detail)
    {
        refused.Add(path);
        problems.Add(new(kind, VisibleText.Of(path), detail, BundleWeight.Hostile));
    }

    private static async Task<long> ReadAsync(ZipArchiveEntry entry, Action<byte[], int, int> take, CancellationToken cancellationToken)
    {
        await using var stream = await entry.OpenAsync(cancellationToken);
        var (buffer, bytes) = (new byte[81920], 0L);
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes += read;
            if (bytes > entry.Length)
                throw new InvalidDataException("it goes on after its end");
            take(buffer, 0, read);
        }

        return bytes;
    }
}

using System.IO.Compression;
using DeployCrew.Core;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Sources;

/// <summary>Unpacks a zip that nobody has vouched for.</summary>
internal sealed class ZipExtraction(SourceLimits limits)
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixSymlink = 0xA000;
    private const int UnixFolder = 0x4000;
    private const int UnixFile = 0x8000;

    private long _bytes;

    /// <summary>Unpacks into an empty folder. Whatever is wrong ends it with an exception; clearing up is the caller's.</summary>
    public async Task ExtractAsync(string zip, string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(zip);
        using var archive = Open(zip, file);
        if (archive.Entries.Count > limits.MaxEntries)
            throw SourceErrors.TooLarge("entries", limits.MaxEntries);

        // Every entry is checked; dependencies and the like go before the top folder is looked at (Finder puts __MACOSX beside it).
        var entries = Check(archive).Where(entry => !entry.Segments.Any(IgnoreRules.IsAlwaysIgnored)).ToList();
        var strip = HasCommonTopFolder(entries) ? 1 : 0;
        var files = entries.Where(entry => !entry.IsFolder && entry.Segments.Length > strip)
            .Select(entry => (Path: string.Join('/', entry.Segments[strip..]), entry.Entry)).ToList();
        var rules = IgnoreRules.For(files.Select(one => one.Path), dockerIgnore: null);
        foreach (var (path, entry) in files.Where(one => !rules.Ignores(one.Path)))
            await ExtractOneAsync(entry, Path.Combine(folder, path), cancellationToken);
    }

    private static ZipArchive Open(string path, FileStream file)
    {
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or ArgumentException or OverflowException)
        {
            throw SourceErrors.NotAZip(path, cause);
        }
    }

    private static List<(string[] Segments, bool IsFolder, ZipArchiveEntry Entry)> Check(ZipArchive archive)
    {
        var collisions = new PathCollisions();
        var entries = new List<(string[], bool, ZipArchiveEntry)>(archive.Entries.Count);
        foreach (var entry in archive.Entries)
        {
            var segments = EntryPath.Parse(entry.FullName);
            var isFolder = entry.FullName.EndsWith('/');
            var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
            if (type == UnixSymlink)
                throw SourceErrors.LinkRefused(entry.FullName, "links in archives are not followed.");
            if (type is not (0 or UnixFile or UnixFolder) || (type == UnixFolder) != isFolder && type != 0)
                throw SourceErrors.UnsafePath(entry.FullName, "it is neither a plain file nor a folder.");
            if (entry.IsEncrypted)
                throw SourceErrors.Encrypted(entry.FullName);
            collisions.Add(segments, isFolder);
            entries.Add((segments, isFolder, entry));
        }

        return entries;
    }

    /// <summary>GitHub's zips hold one folder with everything in it.</summary>
    private static bool HasCommonTopFolder(IReadOnlyList<(string[] Segments, bool IsFolder, ZipArchiveEntry Entry)> entries) =>
        entries.Count > 0 && entries.All(entry => entry.Segments[0] == entries[0].Segments[0] && (entry.IsFolder || entry.Segments.Length > 1));

    private async Task ExtractOneAsync(ZipArchiveEntry entry, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var from = await entry.OpenAsync(cancellationToken);
            await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            var (length, crc) = await CopyAsync(entry, from, to, cancellationToken);
            if (length != entry.Length || crc != entry.Crc32)
                throw SourceErrors.Damaged(entry.FullName, "its length or checksum is not what the archive says.");
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw SourceErrors.Damaged(entry.FullName, cause.Message, cause);
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, SourceFolder.Mode((entry.ExternalAttributes >> 16 & 0x40) != 0));
    }

    private async Task<(long Length, uint Crc)> CopyAsync(ZipArchiveEntry entry, Stream from, FileStream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        var crc = new Crc32();
        var length = 0L;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            length += read;
            _bytes += read;
            if (_bytes > limits.MaxBytes)
                throw SourceErrors.TooLarge("unpacked bytes", limits.MaxBytes);
            if (length > limits.RatioFloor && length > limits.MaxRatio * Math.Max(entry.CompressedLength, 1))
                throw SourceErrors.TooLarge($"unpacked bytes per packed byte, at '{entry.FullName}'", limits.MaxRatio);
            if (length > entry.Length)
                throw SourceErrors.Damaged(entry.FullName, "it is longer than the archive says.");
            crc.Append(buffer.AsSpan(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return (length, crc.Value);
    }
}

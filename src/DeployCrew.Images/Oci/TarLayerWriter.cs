using System.Globalization;
using System.Text;

namespace DeployCrew.Images.Oci;

/// <summary>Writes tars whose every byte follows from the entries alone: USTAR, owner 0, one fixed time.</summary>
/// <remarks>System.Formats.Tar is not used for writing: it puts the process id into the names of extended headers.</remarks>
internal sealed class TarLayerWriter(Stream output, DateTimeOffset time)
{
    private const int Block = 512;
    private const int LongestName = 100;

    private readonly byte[] _buffer = new byte[128 * 1024];

    /// <summary>Writes the entries, sorted, with the folders above them; then the end of the archive.</summary>
    public async Task WriteAsync(IEnumerable<LayerEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in WithFolders(entries))
        {
            if (entry.SourceFile is { } file)
            {
                using var content = File.OpenHandle(file, options: FileOptions.SequentialScan);
                await WriteOneAsync(entry, RandomAccess.GetLength(content), (piece, at) => RandomAccess.Read(content, piece.Span, at), cancellationToken);
            }
            else
            {
                var bytes = entry.Bytes ?? default;
                await WriteOneAsync(entry, bytes.Length, (piece, at) => Copy(bytes[(int)at..], piece), cancellationToken);
            }
        }

        await output.WriteAsync(new byte[2 * Block], cancellationToken);
    }

    private static IEnumerable<LayerEntry> WithFolders(IEnumerable<LayerEntry> entries)
    {
        var all = new SortedDictionary<string, LayerEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            all[Key(entry)] = entry;
            for (var slash = entry.Path.LastIndexOf('/'); slash > 0; slash = entry.Path.LastIndexOf('/', slash - 1))
                all.TryAdd(entry.Path[..slash] + '/', LayerEntry.Folder(entry.Path[..slash]));
        }

        return all.Values;
    }

    private static string Key(LayerEntry entry) => entry.IsFolder ? entry.Path + '/' : entry.Path;

    private static int Copy(ReadOnlyMemory<byte> from, Memory<byte> to)
    {
        var count = Math.Min(from.Length, to.Length);
        from[..count].CopyTo(to);
        return count;
    }

    /// <summary>Writes one entry. Content is read synchronously: an asynchronous read of each of many small files costs more than the read.</summary>
    private async Task WriteOneAsync(LayerEntry entry, long length, Func<Memory<byte>, long, int> read, CancellationToken cancellationToken)
    {
        var name = Key(entry);
        await WriteExtendedAsync(name, entry.LinkTarget, cancellationToken);
        var type = entry.LinkTarget is not null ? '2' : entry.IsFolder ? '5' : '0';
        await output.WriteAsync(Header(name, (int)entry.Mode, length, type, entry.LinkTarget ?? ""), cancellationToken);
        for (var at = 0L; at < length;)
        {
            var count = read(_buffer.AsMemory(0, (int)Math.Min(_buffer.Length, length - at)), at);
            if (count == 0)
                throw new EndOfStreamException($"'{entry.SourceFile}' became shorter while it was read.");
            await output.WriteAsync(_buffer.AsMemory(0, count), cancellationToken);
            at += count;
        }

        await PadAsync(length, cancellationToken);
    }

    /// <summary>Names that USTAR cannot hold (long, or not ASCII) go into a PAX header in front.</summary>
    private async Task WriteExtendedAsync(string name, string? link, CancellationToken cancellationToken)
    {
        var records = new MemoryStream();
        if (!Fits(name))
            records.Write(PaxRecord("path", name));
        if (link is not null && !Fits(link))
            records.Write(PaxRecord("linkpath", link));
        if (records.Length == 0)
            return;
        await output.WriteAsync(Header("PaxHeader", (int)Sources.SourceFolder.Mode(false), records.Length, 'x', ""), cancellationToken);
        await output.WriteAsync(records.ToArray(), cancellationToken);
        await PadAsync(records.Length, cancellationToken);
    }

    private static bool Fits(string name) => name.Length <= LongestName && Ascii.IsValid(name);

    /// <summary><c>"30 path=some/very/long/name\n"</c>: the number counts itself.</summary>
    private static byte[] PaxRecord(string key, string value)
    {
        var rest = Encoding.UTF8.GetByteCount($" {key}={value}\n");
        var length = rest + 1;
        while (rest + Digits(length) != length)
            length = rest + Digits(length);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length} {key}={value}\n"));
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    private async Task PadAsync(long length, CancellationToken cancellationToken)
    {
        var rest = (int)(length % Block);
        if (rest > 0)
            await output.WriteAsync(new byte[Block - rest], cancellationToken);
    }

    private byte[] Header(string name, int mode, long length, char type, string link)
    {
        var header = new byte[Block];
        Put(header, 0, LongestName, Fits(name) ? name : Shortened(name));
        Octal(header, 100, 8, mode);
        Octal(header, 108, 8, 0);
        Octal(header, 116, 8, 0);
        Octal(header, 124, 12, length);
        Octal(header, 136, 12, time.ToUnixTimeSeconds());
        header[156] = (byte)type;
        Put(header, 157, LongestName, Fits(link) ? link : Shortened(link));
        Put(header, 257, 8, "ustar\000");
        header.AsSpan(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var one in header)
            sum += one;
        Octal(header, 148, 7, sum);
        header[154] = 0;
        return header;
    }

    /// <summary>For readers that do not know PAX; the real name stands in the header before.</summary>
    private static string Shortened(string name)
    {
        var ascii = string.Concat(name.Select(c => char.IsAscii(c) ? c : '_'));
        return ascii.Length <= LongestName ? ascii : ascii[..LongestName];
    }

    private static void Put(byte[] header, int offset, int length, string text) =>
        Encoding.ASCII.GetBytes(text, header.AsSpan(offset, length));

    private static void Octal(byte[] header, int offset, int length, long number) =>
        Put(header, offset, length, Convert.ToString(number, 8).PadLeft(length - 1, '0'));
}

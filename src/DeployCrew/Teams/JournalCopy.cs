using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Teams;

/// <summary>A file with the entries of a journal whose truth is elsewhere: readers of journals read it as they read any.</summary>
internal sealed class JournalCopy : IDisposable
{
    private readonly FileStream file;

    private JournalCopy(FileStream file, long entries)
    {
        this.file = file;
        Entries = entries;
    }

    /// <summary>How many entries it has.</summary>
    public long Entries { get; private set; }

    /// <summary>Opens it; a last entry that was not written whole is dropped, and comes again.</summary>
    public static JournalCopy Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        var (entries, end) = (0L, 0L);
        var buffer = new byte[64 * 1024];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            var last = buffer.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (last < 0)
                continue;
            entries += buffer.AsSpan(0, read).Count((byte)'\n');
            end = file.Position - read + last + 1;
        }

        file.SetLength(end);
        file.Position = end;
        return new JournalCopy(file, entries);
    }

    /// <summary>Adds entries.</summary>
    public void Append(IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, JsonFormat.Compact));
            file.WriteByte((byte)'\n');
            Entries = entry.Sequence;
        }

        file.Flush();
    }

    public void Dispose() => file.Dispose();
}

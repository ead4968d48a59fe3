using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;

namespace DeployCrew.Core.Runs;

/// <summary>
/// The append-only truth about a run: one JSON object per line, flushed to disk before <see cref="Append"/> returns.
/// A last line without its line feed was being written when the process was killed; it is dropped on opening.
/// </summary>
public sealed class Journal : IDisposable
{
    private const int LongestHead = 120;

    private static ReadOnlySpan<byte> ProgressKind => "\"kind\":\"stage.progress\""u8;

    private readonly List<JournalEntry> entries;
    private readonly FileStream? file;
    private readonly TimeProvider time;
    private readonly Action<JournalEntry>? first;
    private readonly Lock gate = new();

    private Journal(FileStream? file, List<JournalEntry> entries, TimeProvider time, Action<JournalEntry>? first)
    {
        this.file = file;
        this.entries = entries;
        this.time = time;
        this.first = first;
    }

    /// <summary>Called with each entry after it is on disk.</summary>
    public event Action<JournalEntry>? Appended;

    /// <summary>Every entry, oldest first.</summary>
    public IReadOnlyList<JournalEntry> Entries
    {
        get
        {
            lock (gate)
                return [.. entries];
        }
    }

    /// <summary>Opens the journal for writing, and reads what is in it.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="first">Takes each entry before the file does, where the truth is kept elsewhere; what it throws, the writer gets, and the entry is not there.</param>
    /// <exception cref="DeployError">DC9007: a line other than the last is damaged.</exception>
    public static Journal Open(string path, TimeProvider time, Action<JournalEntry>? first = null)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var entries = Read(file, path, static _ => true, out var length);
        file.SetLength(length);
        file.Position = length;
        return new Journal(file, entries, time, first);
    }

    /// <summary>A journal that ends with its process, for runs that are only simulated.</summary>
    public static Journal InMemory(TimeProvider time) => new(null, [], time, null);

    /// <summary>Reads a journal that somebody may be writing.</summary>
    /// <exception cref="DeployError">DC9007: a line other than the last is damaged.</exception>
    public static IReadOnlyList<JournalEntry> ReadEntries(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Read(file, path, static _ => true, out _);
    }

    /// <summary>The same without what was only said on the way, which is nearly all of a long journal: it is not even parsed.</summary>
    /// <exception cref="DeployError">DC9007: a line other than the last is damaged.</exception>
    public static IReadOnlyList<JournalEntry> ReadMilestones(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        // Number, time and kind stand first, so that nothing that somebody said can be taken for the kind.
        return Read(file, path, static text => text[..Math.Min(text.Length, LongestHead)].IndexOf(ProgressKind) < 0, out _);
    }

    /// <summary>One line of a journal.</summary>
    /// <exception cref="DeployError">DC9007: it is damaged.</exception>
    public static JournalEntry Parse(string path, int line, ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEntry>(text, JsonFormat.Compact)!;
        }
        catch (JsonException)
        {
            throw InternalErrors.JournalDamaged(path, line);
        }
    }

    /// <summary>Adds an entry; it is on disk when this returns.</summary>
    public void Append(string kind, string? source, string? key, object? data)
    {
        JournalEntry entry;
        lock (gate)
        {
            JsonElement? json = data is null ? null : JsonSerializer.SerializeToElement(data, data.GetType(), JsonFormat.Compact);
            entry = new JournalEntry(entries.Count + 1, time.GetUtcNow(), kind, source, key, json);
            first?.Invoke(entry);
            if (file is not null)
                Write(file, entry);
            entries.Add(entry);
        }

        Appended?.Invoke(entry);
    }

    /// <summary>Data of the newest entry of a kind and key, or null.</summary>
    public JsonElement? Last(string kind, string key)
    {
        lock (gate)
            return entries.FindLast(entry => entry.Kind == kind && entry.Key == key)?.Data;
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private static void Write(FileStream file, JournalEntry entry)
    {
        file.Write(JsonSerializer.SerializeToUtf8Bytes(entry, JsonFormat.Compact));
        file.WriteByte((byte)'\n');
        file.Flush(flushToDisk: true);
    }

    private static List<JournalEntry> Read(FileStream file, string path, Func<ReadOnlySpan<byte>, bool> wanted, out long length)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var rest = bytes.AsSpan(0, bytes.AsSpan().LastIndexOf((byte)'\n') + 1);
        length = rest.Length;
        var entries = new List<JournalEntry>();
        for (var line = 1; !rest.IsEmpty; line++)
        {
            var text = rest[..rest.IndexOf((byte)'\n')];
            rest = rest[(text.Length + 1)..];
            if (!text.IsEmpty && wanted(text))
                entries.Add(Parse(path, line, text));
        }

        return entries;
    }
}

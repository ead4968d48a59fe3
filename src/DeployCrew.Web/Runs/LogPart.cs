using DeployCrew.Core.Runs;
using DeployCrew.Reports;
using DeployCrew.Runs;
using DeployCrew.Web.Security;

namespace DeployCrew.Web.Runs;

/// <summary>Some lines of a run's log that follow one another. Public, as components are.</summary>
/// <param name="Lines">The lines, oldest first.</param>
/// <param name="First">Number of the first one's entry in the journal; 0 without lines.</param>
/// <param name="Last">Number of the journal's last entry when it was read.</param>
/// <param name="HasEarlier">Whether there are lines before them.</param>
public sealed record LogPart(IReadOnlyList<string> Lines, long First, long Last, bool HasEarlier)
{
    /// <summary>Reads a journal from its end, no further than it has to: it may be long.</summary>
    /// <param name="run">The run.</param>
    /// <param name="before">Only what stands before this entry; null: up to the end.</param>
    /// <param name="most">How many lines at the most.</param>
    /// <param name="concealment">Takes paths of this machine out.</param>
    internal static LogPart Of(RunFolder run, long? before, int most, Concealment concealment)
    {
        var bytes = ReadAll(run.JournalFile);
        var (lines, first, last) = (new List<string>(), 0L, 0L);
        var end = Array.LastIndexOf(bytes, (byte)'\n'); // what follows is being written
        while (end > 0 && lines.Count < most)
        {
            var start = Array.LastIndexOf(bytes, (byte)'\n', end - 1) + 1;
            var entry = Journal.Parse(run.JournalFile, 0, bytes.AsSpan(start, end - start));
            end = start - 1;
            last = Math.Max(last, entry.Sequence);
            if (entry.Sequence >= before || LogText.Of(entry) is not { } text)
                continue;
            lines.Add(concealment.In(text));
            first = entry.Sequence;
        }

        lines.Reverse();
        return new(lines, first, last, end > 0);
    }

    private static byte[] ReadAll(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}

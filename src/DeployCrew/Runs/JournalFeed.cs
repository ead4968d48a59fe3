using System.Runtime.CompilerServices;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;

namespace DeployCrew.Runs;

/// <summary>A journal's entries as they are written, by this process or another one.</summary>
public static class JournalFeed
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Follows a journal until it is told to end: what has ended can be resumed.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="after">Sequence number of the last entry that is known already; 0 for all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC9007: a line other than the last is damaged.</exception>
    public static async IAsyncEnumerable<JournalEntry> FollowAsync(
        string path, long after, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var rest = new MemoryStream();
        var (buffer, line) = (new byte[64 * 1024], 0);
        while (true)
        {
            int read;
            while ((read = await file.ReadAsync(buffer, cancellationToken)) > 0)
            {
                foreach (var text in Lines(rest, buffer.AsSpan(0, read)))
                {
                    line++;
                    if (Journal.Parse(path, line, text) is var entry && entry.Sequence > after)
                        yield return entry;
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    // A last line without its line feed is being written: it is kept until the rest of it comes.
    private static List<byte[]> Lines(MemoryStream rest, ReadOnlySpan<byte> read)
    {
        var lines = new List<byte[]>();
        for (int end; (end = read.IndexOf((byte)'\n')) >= 0; read = read[(end + 1)..])
        {
            rest.Write(read[..end]);
            lines.Add(rest.ToArray());
            rest.SetLength(0);
        }

        rest.Write(read);
        return lines;
    }
}

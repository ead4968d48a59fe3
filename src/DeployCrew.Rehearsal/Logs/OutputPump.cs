using System.Text;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Logs;

/// <summary>Moves what tasks have written since the last look into their log streams, line by line.</summary>
internal sealed class OutputPump(StateStore store, LogStreams streams, Func<string, string> outputFileOf, TimeProvider time)
{
    private const int LargestRead = 1024 * 1024;

    /// <summary>Looks at every task that runs, and once more at those that have just ended.</summary>
    public void Pump()
    {
        foreach (var task in store.Read(state => state.Tasks.Values.Where(task => task.LogGroup is not null)
            .Select(task => (task.Id, Group: task.LogGroup!, Stream: task.LogStream!, task.LogOffset, Ended: task.LastStatus == "STOPPED")).ToArray()))
        {
            var (lines, offset) = ReadFrom(outputFileOf(task.Id), task.LogOffset, task.Ended);
            if (offset == task.LogOffset)
                continue;
            streams.Append(task.Group, task.Stream, time.GetUtcNow(), lines);
            store.Change(state =>
            {
                if (state.Tasks.TryGetValue(task.Id, out var current))
                    current.LogOffset = offset;
            });
        }
    }

    // Only whole lines, except of a task that has ended.
    private static (IReadOnlyList<string> Lines, long Offset) ReadFrom(string path, long offset, bool ended)
    {
        // Most have nothing new: the length is asked for without opening the file.
        if (new FileInfo(path) is not { Exists: true } info || info.Length <= offset)
            return ([], offset);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = offset;
        var bytes = new byte[Math.Min(LargestRead, file.Length - offset)];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var end = Array.LastIndexOf(bytes, (byte)'\n', read - 1) + 1;
        if (end == 0 && (ended || read == LargestRead))
            end = read;
        var text = Encoding.UTF8.GetString(bytes, 0, end);
        return ([.. text.Split('\n').SkipLast(text.EndsWith('\n') ? 1 : 0).Select(line => line.TrimEnd('\r'))], offset + end);
    }
}

namespace DeployCrew.Images.Building.BuildKit;

/// <summary>The end of what BuildKit writes. Lines come from two threads.</summary>
internal sealed class LastLines
{
    private const int Kept = 30;

    private readonly Queue<string> _lines = new();

    public IReadOnlyList<string> Taken
    {
        get
        {
            lock (_lines)
                return [.. _lines];
        }
    }

    /// <summary>What stands last and says what went wrong; null when nothing does.</summary>
    /// <remarks><c>executor failed running [/bin/sh -c exit 3]: exit code: 3</c> · <c>failed to solve with frontend dockerfile.v0: …</c> ·
    /// <c>ERROR: failed to build: failed to solve: process "/bin/sh -c exit 3" did not complete successfully: exit code: 3</c></remarks>
    public string? Cause
    {
        get
        {
            var said = Taken.LastOrDefault(line => line.StartsWith("ERROR: ", StringComparison.Ordinal) || line.Contains("failed to solve", StringComparison.Ordinal)
                || line.StartsWith("executor failed running", StringComparison.Ordinal));
            return (said ?? Taken.LastOrDefault())?.Replace("ERROR: ", "", StringComparison.Ordinal);
        }
    }

    public void Add(string line)
    {
        if (line.Length == 0)
            return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _lines.Dequeue();
        }
    }
}

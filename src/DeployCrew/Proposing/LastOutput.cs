namespace DeployCrew.Proposing;

/// <summary>The last lines that something has written.</summary>
internal sealed class LastOutput(int most)
{
    private const int LongestLine = 500;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new();

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
                return [.. lines];
        }
    }

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Enqueue(line.Length <= LongestLine ? line : line[..LongestLine]);
            if (lines.Count > most)
                lines.Dequeue();
        }
    }
}

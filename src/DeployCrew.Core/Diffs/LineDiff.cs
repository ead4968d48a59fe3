namespace DeployCrew.Core.Diffs;

/// <summary>The shortest way from some lines to others, by their longest common subsequence.</summary>
public static class LineDiff
{
    // The table has a cell per pair of lines. Texts of strangers may be as long as they like.
    private const long MostCells = 4_000_000;

    /// <summary>Every line of both, in order. Where both are so long that the table would not be small, what differs is one block that is
    /// taken away, and one that is added.</summary>
    public static IReadOnlyList<DiffStep> Steps(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return (before.Count + 1L) * (after.Count + 1L) > MostCells ? Blocks(before, after) : Shortest(before, after);
    }

    private static List<DiffStep> Blocks(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var least = Math.Min(before.Count, after.Count);
        var head = Enumerable.Range(0, least).TakeWhile(i => before[i] == after[i]).Count();
        var tail = Enumerable.Range(1, least - head).TakeWhile(i => before[^i] == after[^i]).Count();
        IEnumerable<DiffStep> Take(char kind, IReadOnlyList<string> lines, int from, int to) =>
            lines.Skip(from).Take(to - from).Select(line => new DiffStep(kind, line));
        return
        [
            .. Take(' ', before, 0, head), .. Take('-', before, head, before.Count - tail),
            .. Take('+', after, head, after.Count - tail), .. Take(' ', before, before.Count - tail, before.Count),
        ];
    }

    private static List<DiffStep> Shortest(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
                lengths[i, j] = before[i] == after[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        var steps = new List<DiffStep>();
        for (int i = 0, j = 0; i < before.Count || j < after.Count;)
        {
            if (i < before.Count && j < after.Count && before[i] == after[j])
            {
                steps.Add(new DiffStep(' ', before[i++]));
                j++;
            }
            else if (i < before.Count && (j == after.Count || lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                steps.Add(new DiffStep('-', before[i++]));
            }
            else
            {
                steps.Add(new DiffStep('+', after[j++]));
            }
        }

        return steps;
    }
}

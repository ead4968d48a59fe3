using System.Globalization;
using System.Text;

namespace DeployCrew.Core.Diffs;

/// <summary>A diff that <c>git apply</c> and <c>patch -p1</c> take.</summary>
public static class UnifiedDiff
{
    private const int Around = 3;

    /// <summary>From one text to another; empty when they are the same.</summary>
    /// <param name="path">Path below the folder that the diff is applied in, with <c>/</c>.</param>
    /// <param name="before">Text before; null for a file that is new.</param>
    /// <param name="after">Text after.</param>
    public static string Write(string path, string? before, string after)
    {
        ArgumentNullException.ThrowIfNull(after);
        if (before == after)
            return "";
        var steps = LineDiff.Steps(Lines(before ?? ""), Lines(after));
        var text = new StringBuilder(before is null ? "--- /dev/null\n" : $"--- a/{path}\n").Append(CultureInfo.InvariantCulture, $"+++ b/{path}\n");
        foreach (var (start, end) in Hunks(steps))
            Append(text, steps, start, end);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<DiffStep> steps, int start, int end)
    {
        var hunk = steps.Skip(start).Take(end - start).ToList();
        var (old, now) = (hunk.Count(step => step.Kind != '+'), hunk.Count(step => step.Kind != '-'));
        var oldStart = steps.Take(start).Count(step => step.Kind != '+') + (old > 0 ? 1 : 0);
        var nowStart = steps.Take(start).Count(step => step.Kind != '-') + (now > 0 ? 1 : 0);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{oldStart},{old} +{nowStart},{now} @@\n");
        foreach (var step in hunk)
        {
            text.Append(step.Kind).Append(step.Line);
            if (!step.Line.EndsWith('\n'))
                text.Append("\n\\ No newline at end of file\n");
        }
    }

    // Changes that are close share a hunk.
    private static IEnumerable<(int Start, int End)> Hunks(IReadOnlyList<DiffStep> steps)
    {
        var changes = Enumerable.Range(0, steps.Count).Where(i => steps[i].Kind != ' ').ToList();
        for (var i = 0; i < changes.Count;)
        {
            var first = i;
            while (i + 1 < changes.Count && changes[i + 1] - changes[i] <= 2 * Around)
                i++;
            yield return (Math.Max(0, changes[first] - Around), Math.Min(steps.Count, changes[i] + Around + 1));
            i++;
        }
    }

    /// <summary>Lines with their line ends.</summary>
    public static IReadOnlyList<string> Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }
}

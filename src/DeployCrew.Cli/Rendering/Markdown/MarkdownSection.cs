using System.Globalization;
using System.Text;

namespace DeployCrew.Cli.Rendering.Markdown;

/// <summary>A part of a document that has to fit somewhere: it can lose lines, or be left out as a whole.</summary>
/// <param name="Name">What it is called when it is left out.</param>
/// <param name="Head">What comes before the lines.</param>
/// <param name="Lines">What can be cut, from the end.</param>
/// <param name="Tail">What comes after them.</param>
/// <param name="Importance">The least important goes first.</param>
internal sealed record MarkdownSection(string Name, string Head, IReadOnlyList<string> Lines, string Tail, int Importance)
{
    /// <summary>Text that stays whole.</summary>
    public static MarkdownSection Text(string name, string text, int importance) => new(name, text, [], "", importance);

    /// <summary>Lines in a block of code that opens at a click; null without lines.</summary>
    public static MarkdownSection? Fold(string title, IEnumerable<string> lines, int importance, string language = "diff")
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return null;
        var fence = MarkdownText.Fence(all);
        return new(title, $"<details><summary>{MarkdownText.Html(title)}</summary>\n\n{fence}{language}\n", all, $"{fence}\n\n</details>\n\n", importance);
    }

    /// <summary>Rows of a table; null without rows.</summary>
    public static MarkdownSection? Table(string title, string head, IEnumerable<string> rows, int importance)
    {
        var all = rows.ToList();
        return all.Count == 0 ? null : new(title, $"**{title}**\n\n{head}\n", all, "\n", importance);
    }

    /// <summary>Bytes in UTF-8.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(ToString());

    /// <summary>As many of the lines as there is room for, and how many more there are; null when not even one is left.</summary>
    public MarkdownSection? Within(int room)
    {
        if (Bytes <= room)
            return this;
        // A table's rows end where a line does not begin with a bar, and a fence's where it ends: the remark stands in either as a line of its own.
        string Remark(int left) => Lines[0].StartsWith('|') ? string.Create(CultureInfo.InvariantCulture, $"| … and {left} more |")
            : string.Create(CultureInfo.InvariantCulture, $"… and {left} more");
        var (kept, bytes) = (0, Encoding.UTF8.GetByteCount(Head + Tail) + 40);
        while (kept < Lines.Count && bytes + Encoding.UTF8.GetByteCount(Lines[kept]) + 1 <= room)
            bytes += Encoding.UTF8.GetByteCount(Lines[kept++]) + 1;
        return kept == 0 ? null : this with { Lines = [.. Lines.Take(kept), Remark(Lines.Count - kept)] };
    }

    /// <inheritdoc/>
    public override string ToString() => Head + string.Concat(Lines.Select(line => line + "\n")) + Tail;
}

namespace DeployCrew.Cli.Help;

/// <summary>Sets text in sections, paragraphs and two columns, for a width.</summary>
/// <param name="output">Where it is written.</param>
/// <param name="width">Columns of the terminal.</param>
internal sealed class HelpWriter(TextWriter output, int width)
{
    /// <summary>A space at which no line ends.</summary>
    public const char Unbroken = '\u00a0';

    private const int Indent = 2;
    private const int Gap = 2;
    private const int WidestTerm = 22;

    /// <summary>Longer lines are hard to read.</summary>
    private const int WidestText = 110;

    private readonly int width = Math.Clamp(width, 40, WidestText);

    /// <summary>A paragraph from the left margin.</summary>
    public void Paragraph(string text) => Write(text, "", 0);

    /// <summary>An empty line, and a heading.</summary>
    public void Heading(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    /// <summary>A paragraph below a heading.</summary>
    public void Indented(string text) => Write(text, new string(' ', Indent), Indent);

    /// <summary>Terms on the left, meanings on the right; a term that is too long has its meaning below.</summary>
    public void Columns(IReadOnlyList<HelpEntry> entries)
    {
        var fitting = entries.Select(entry => entry.Term.Length).Where(length => length <= WidestTerm).DefaultIfEmpty(WidestTerm).Max();
        var left = Indent + fitting + Gap;
        foreach (var (term, meaning) in entries)
        {
            var start = new string(' ', Indent) + term;
            if (term.Length > fitting)
            {
                output.WriteLine(start);
                start = "";
            }

            Write(meaning, start.PadRight(left), left);
        }
    }

    /// <summary>What can be typed, and below it what it does.</summary>
    public void Examples(IReadOnlyList<HelpEntry> examples)
    {
        foreach (var (line, meaning) in examples)
        {
            output.WriteLine(new string(' ', Indent) + line); // never broken: it is to be copied
            Write(meaning, new string(' ', 3 * Indent), 3 * Indent);
        }
    }

    private void Write(string text, string start, int left)
    {
        foreach (var line in text.Split('\n'))
        {
            WriteLine(line, start, left);
            start = new string(' ', left);
        }
    }

    // A line that is a table's row of its own ("slow   the answer comes late") goes on below its second column.
    private void WriteLine(string text, string start, int left)
    {
        var second = text.IndexOf("  ", StringComparison.Ordinal);
        var hanging = second > 0 ? left + second + (text.Length - second - text[second..].TrimStart().Length) : left;
        var line = start;
        var isEmpty = true;
        foreach (var word in Words(text))
        {
            if (!isEmpty && (line + word).TrimEnd().Length > width)
            {
                output.WriteLine(line.Replace(Unbroken, ' ').TrimEnd());
                line = new string(' ', hanging < width / 2 ? hanging : left);
            }

            line += word;
            isEmpty = false;
        }

        output.WriteLine(line.Replace(Unbroken, ' ').TrimEnd());
    }

    // Each word with the spaces after it, so that columns inside a line stay.
    private static IEnumerable<string> Words(string text)
    {
        var begin = 0;
        for (var index = 1; index < text.Length; index++)
        {
            if (text[index] != ' ' && text[index - 1] == ' ')
            {
                yield return text[begin..index];
                begin = index;
            }
        }

        yield return text[begin..];
    }
}

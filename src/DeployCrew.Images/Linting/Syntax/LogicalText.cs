namespace DeployCrew.Images.Linting.Syntax;

/// <summary>Text as the builder reads it (lines joined, comments between them gone), each character with its place in the file.</summary>
internal sealed class LogicalText(string text, IReadOnlyList<int> offsets, int end)
{
    public string Text { get; } = text;

    /// <summary>Place in the file of a character, or of the end.</summary>
    public int Offset(int index) => index < offsets.Count ? offsets[index] : end;

    /// <summary>Place in the file right behind the characters before an index.</summary>
    public int EndOffset(int index) => index > 0 ? offsets[index - 1] + 1 : Offset(0);

    /// <summary>The rest from an index.</summary>
    public LogicalText From(int index) => new(Text[index..], [.. offsets.Skip(index)], end);

    /// <summary>A part of the file as it stands.</summary>
    public static LogicalText Of(SourceText source, int start, int end) =>
        new(source.Text[start..end], [.. Enumerable.Range(start, end - start)], end);

    /// <summary>Words that whitespace separates; quotes hold them together.</summary>
    public IReadOnlyList<Word> Words(char escape)
    {
        var words = new List<Word>();
        var i = 0;
        while (i < Text.Length)
        {
            if (char.IsWhiteSpace(Text[i]))
            {
                i++;
                continue;
            }

            var start = i;
            var quote = '\0';
            for (; i < Text.Length && (quote != '\0' || !char.IsWhiteSpace(Text[i])); i++)
            {
                if (Text[i] == escape && quote != '\'' && i + 1 < Text.Length)
                    i++;
                else if (quote == '\0' && Text[i] is '"' or '\'')
                    quote = Text[i];
                else if (Text[i] == quote)
                    quote = '\0';
            }

            words.Add(Word(start, i));
        }

        return words;
    }

    /// <summary>The word between two indexes.</summary>
    public Word Word(int start, int end) => new(Text[start..end], Offset(start), EndOffset(end));
}

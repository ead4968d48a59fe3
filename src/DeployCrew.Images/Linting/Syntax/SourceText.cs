using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Linting.Syntax;

/// <summary>A file's text as it is, byte order mark and line ends too, with its lines; offsets into it are where fixes are applied.</summary>
internal sealed class SourceText
{
    private readonly List<int> _starts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            if (at + 1 < text.Length)
                _starts.Add(at + 1);
        }
    }

    public string Text { get; }

    public int LineCount => _starts.Count;

    /// <summary>The line end that the file uses.</summary>
    public string NewLine => Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Where a line (from 1) starts, behind a byte order mark.</summary>
    public int Start(int line) => line == 1 && Text.StartsWith('\uFEFF') ? 1 : _starts[line - 1];

    /// <summary>Where a line ends, before its line end.</summary>
    public int End(int line)
    {
        var end = line < _starts.Count ? _starts[line] : Text.Length;
        if (end > _starts[line - 1] && Text[end - 1] == '\n')
            end--;
        return end > Start(line) && Text[end - 1] == '\r' ? end - 1 : end;
    }

    public string Line(int line) => Text[Start(line)..End(line)];

    /// <summary>Line and column of an offset.</summary>
    public SourcePosition At(int offset)
    {
        var index = _starts.BinarySearch(offset);
        var line = (index < 0 ? ~index - 1 : index) + 1;
        return new SourcePosition(line, Math.Max(offset - Start(line), 0) + 1);
    }
}

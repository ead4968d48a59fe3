using System.Text;

namespace DeployCrew.Images.Linting.Syntax;

/// <summary>A word with its place in the file.</summary>
/// <param name="Text">As it is written, with quotes.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last.</param>
internal readonly record struct Word(string Text, int Start, int End)
{
    /// <summary>Without quotes.</summary>
    public string Value
    {
        get
        {
            if (!Text.AsSpan().ContainsAny('"', '\''))
                return Text;
            var value = new StringBuilder();
            var quote = '\0';
            foreach (var c in Text)
            {
                if (quote == '\0' && c is '"' or '\'')
                    quote = c;
                else if (c == quote)
                    quote = '\0';
                else
                    value.Append(c);
            }

            return value.ToString();
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace DeployCrew.Infra.Pulumi;

/// <summary>Pieces of C# text.</summary>
internal static class CSharp
{
    private static readonly HashSet<string> Keywords = new((
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern " +
        "false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override " +
        "params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof " +
        "uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' '), StringComparer.Ordinal);

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code), '\\', '"', '{', '}', '\u007f', '\u0085', '\u2028', '\u2029']);

    /// <summary>A name as it may stand in code: <c>default</c> → <c>@default</c>.</summary>
    public static string Identifier(string name) => Keywords.Contains(name) ? $"@{name}" : name;

    /// <summary>Whether a name can be a member of an anonymous type.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_')
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
        && !Keywords.Contains(name);

    public static string Quote(string text) => $"\"{Escape(text)}\"";

    /// <summary>The inside of a literal; in an interpolated one, braces are doubled.</summary>
    public static string Escape(string text, bool interpolated = false)
    {
        if (!text.AsSpan().ContainsAny(Escaped))
            return text;
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            escaped.Append(character switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '{' when interpolated => "{{",
                '}' when interpolated => "}}",
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }
        return escaped.ToString();
    }

    /// <summary>Comment lines, broken at about 130 columns.</summary>
    public static IEnumerable<string> Comment(string text, int indent, string prefix = "// ")
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && indent + prefix.Length + line.Length + word.Length > 130)
            {
                yield return Line();
                line.Clear();
            }
            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }
        yield return Line();

        string Line() => $"{new string(' ', indent)}{prefix}{line}";
    }
}

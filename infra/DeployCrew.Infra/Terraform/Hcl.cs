using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DeployCrew.Infra.Terraform;

/// <summary>Pieces of Terraform's expression language.</summary>
internal static partial class Hcl
{
    /// <summary>Text as a literal of the language, in quotes.</summary>
    public static string Quote(string text) => $"\"{Escape(text)}\"";

    /// <summary>The inside of a quoted literal.</summary>
    /// <param name="text">The text.</param>
    /// <param name="interpolated">Whether <c>${…}</c> follows it.</param>
    public static string Escape(string text, bool interpolated = false) => Write(text, interpolated, Quoted);

    /// <summary>Text as a template that means just that text: what Terraform takes each string of a JSON program for.</summary>
    public static string Template(string text, bool interpolated = false) => Write(text, interpolated, Lines);

    /// <summary>Behind a carriage return that ends no line, Terraform (1.11) takes no interpolation for one: it is one itself.</summary>
    private static string Lines(string text) => LoneReturn().Replace(text, "$${\"\\r\"}");

    /// <summary>
    /// <c>${</c> is written <c>$${</c>. What comes before that must not be a dollar or per cent sign, nor may one stand before an
    /// interpolation: there the signs are an interpolation themselves.
    /// </summary>
    private static string Write(string text, bool interpolated, Func<string, string> plain)
    {
        var written = new StringBuilder();
        var done = 0;
        foreach (Match signs in (interpolated ? SignsBeforeBraceOrEnd() : SignsBeforeBrace()).Matches(text))
        {
            var doubled = signs.Length == 1 && signs.Index + 1 < text.Length;
            written.Append(plain(text[done..signs.Index])).Append(doubled ? signs.Value + signs.Value : $"${{\"{signs.Value}\"}}");
            done = signs.Index + signs.Length;
        }
        return written.Append(plain(text[done..])).ToString();
    }

    private static string Quoted(string text)
    {
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
                < ' ' or '\u007f' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }
        return escaped.ToString();
    }

    [GeneratedRegex(@"[$%]+(?=\{)")]
    private static partial Regex SignsBeforeBrace();

    [GeneratedRegex(@"\r(?!\n)")]
    private static partial Regex LoneReturn();

    [GeneratedRegex(@"[$%]+(?=\{|\z)")]
    private static partial Regex SignsBeforeBraceOrEnd();
}

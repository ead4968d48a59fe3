using System.Globalization;
using System.Text;

namespace DeployCrew.Infra.Terraform;

/// <summary>Pieces of Terraform's expression language.</summary>
internal static class Hcl
{
    /// <summary>Text as a literal of the language, in quotes.</summary>
    public static string Quote(string text) => $"\"{Escape(text)}\"";

    /// <summary>The inside of a quoted literal.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in Template(text))
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

    /// <summary>Text as a template that means just that text: what Terraform takes each string of a JSON program for.</summary>
    public static string Template(string text) => text
        .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}

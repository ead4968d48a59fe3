using System.Globalization;
using System.Text;

namespace DeployCrew.Infra.Bundles;

/// <summary>Strangers' text as it can be shown: what steers a terminal, or turns lines around before a reviewer's eyes
/// (https://trojansource.codes), is written out.</summary>
public static class VisibleText
{
    /// <summary>Control and format characters and lone surrogates as <c>\u202E</c>; of these, line ends and tabs stay when asked for.</summary>
    public static string Of(string text, bool lines = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.EnumerateRunes().Any(rune => IsHidden(rune, lines)))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune, lines))
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            else
                shown.Append(rune);
        }

        return shown.ToString();
    }

    private static bool IsHidden(Rune rune, bool lines) => !(lines && rune.Value is '\n' or '\t')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}

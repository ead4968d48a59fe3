namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>How wide text gets without knowing the font: on the large side.</summary>
internal static class Measure
{
    public static double Width(string text, int size, bool bold = false) => text.Sum(Advance) * size * (bold ? 1.1 : 1);

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis.</summary>
    public static string Fit(string text, double width, int size, bool bold = false)
    {
        if (Width(text, size, bold) <= width)
            return text;
        var end = text.Length;
        while (end > 0 && Width(text[..end] + "…", size, bold) > width)
            end--;
        // Half of a pair of surrogates is not a character.
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end] + "…";
    }

    // In em; of DejaVu Sans.
    private static double Advance(char letter) => letter switch
    {
        'i' or 'l' or 'j' or '.' or ',' or ':' or ' ' or '\'' or '|' => 0.34,
        'f' or 't' or 'r' or '-' or '(' or ')' or '/' or '·' => 0.42,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '…' => 1.02,
        >= 'A' and <= 'Z' => 0.76,
        <= '\u007f' => 0.64,
        // East Asian characters fill their square, as emoji do.
        _ => 1.05,
    };
}

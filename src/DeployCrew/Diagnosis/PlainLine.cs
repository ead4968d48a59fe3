using System.Globalization;
using System.Text;

namespace DeployCrew.Diagnosis;

/// <summary>Makes a line of somebody else's log fit to be shown: no escape sequences, no control or direction characters, cut.</summary>
internal static class PlainLine
{
    public const int Longest = 400;
    private const int LongestLookedAt = 4_000;

    public static string Of(string line)
    {
        var text = new StringBuilder(Math.Min(line.Length, LongestLookedAt));
        for (var at = 0; at < line.Length && at < LongestLookedAt; at++)
        {
            if (line[at] == '\u001b')
                at = EndOfSequence(line, at);
            else if (line[at] == '\t')
                text.Append(' ');
            else if (char.GetUnicodeCategory(line[at]) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                text.Append(line[at]);
        }

        return text.ToString().Trim();
    }

    public static string Cut(string line, int longest = Longest) => line.Length <= longest ? line : line[..(longest - 1)] + "…";

    // Colours and cursor movements are ESC [ … letter; whatever else follows an ESC is one character.
    private static int EndOfSequence(string line, int at)
    {
        if (at + 1 >= line.Length || line[at + 1] != '[')
            return at + 1;
        for (at += 2; at < line.Length && line[at] is < (char)64 or > (char)126;)
            at++;
        return at;
    }
}

using System.Text.RegularExpressions;

namespace DeployCrew.Images.Proposals;

/// <summary>What the text may consist of: only what every reader of Dockerfiles reads alike.</summary>
internal static partial class TextRails
{
    private const int Longest = 16_000;

    public static IEnumerable<string> Problems(string text)
    {
        if (text.Length > Longest)
            yield return $"it is longer than {Longest} characters";
        if (text.Any(letter => letter is not ('\n' or '\t' or (>= ' ' and <= '~'))))
            yield return "it has other characters than printable ASCII, spaces, tabs and line feeds";
        // A syntax line has the file read by a program that it names.
        if (Directive().Match(text) is { Success: true } directive)
            yield return $"'{directive.Groups["name"].Value}' directives are not taken";
        if (Leniency().IsMatch(text))
            yield return "comments that have findings ignored are not taken";
    }

    [GeneratedRegex(@"^\s*(?:#|//)\s*(?<name>syntax|escape|check)\s*=", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();

    [GeneratedRegex(@"^\s*#.*\bignore\b", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Leniency();
}

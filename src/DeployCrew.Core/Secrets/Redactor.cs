using System.Text;
using System.Text.RegularExpressions;
using DeployCrew.Core.Requirements.Rules;

namespace DeployCrew.Core.Secrets;

/// <summary>Takes out of a text what looks like a secret, by the patterns that requirements and images are searched with. It errs on the side of taking out.</summary>
public static partial class Redactor
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Mark = "***";

    /// <summary>The text without its secrets.</summary>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var places = PrivateKeys(text).Concat(SecretLook.Places(text).Select(place => ValueOf(text, place)).OfType<Range>()).Concat(SecretPatterns.Places(text))
            .Concat(Assignments(text)).Concat(Authorization().Matches(text).Select(match => RangeOf(match.Groups["value"])))
            .OrderBy(place => place.Start.Value).ToArray();
        if (places.Length == 0)
            return text;
        var (kept, next) = (new StringBuilder(text.Length), 0);
        foreach (var place in places)
        {
            if (place.Start.Value >= next)
                kept.Append(text, next, place.Start.Value - next).Append(Mark);
            next = Math.Max(next, place.End.Value);
        }

        return kept.Append(text, next, text.Length - next).ToString();
    }

    // To its end, or to the text's where that was cut off.
    private static IEnumerable<Range> PrivateKeys(string text)
    {
        foreach (Match begin in KeyBegins().Matches(text))
        {
            var end = KeyEnds().Match(text, begin.Index);
            yield return begin.Index..(end.Success ? end.Index + end.Length : text.Length);
        }
    }

    // postgres://user:password@ is a place: the scheme stays. password=x is one, too: the name stays. Of others the rest of the word goes.
    private static Range? ValueOf(string text, Range place)
    {
        var (start, end) = (place.Start.Value, place.End.Value);
        if (text[end - 1] == '@' && text.IndexOf("://", start, end - start, StringComparison.Ordinal) is >= 0 and var scheme)
            return (scheme + 3)..(end - 1);
        var assigned = text.IndexOf('=', start, end - start);
        start = Math.Max(start, assigned + 1);
        while (start < end && (IsBoundary(text[start]) || (assigned < 0 && !char.IsAsciiLetterOrDigit(text[start]))))
            start++;
        while (end > start && IsBoundary(text[end - 1]))
            end--;
        while (end < text.Length && !IsBoundary(text[end]))
            end++;
        return assigned >= 0 && SecretPatterns.IsPlaceholder(text[start..end]) ? null : start..end;
    }

    // DB_PASSWORD=…, "client_secret": "…", token: …; in 'error: DB_PASSWORD=…' both are looked at, so that the value is not taken up by the first.
    private static IEnumerable<Range> Assignments(string text) => Assignment().Matches(text)
        .Where(match => !IsPartOfName(text, match) && match.Groups["name"].Value is var name && (SecretPatterns.IsSecretName(name) || SecretLook.IsSecretName(name))
            && SecretPatterns.CouldBeSecret(match.Groups["value"].Value))
        .Select(match => RangeOf(match.Groups["value"]));

    // arn:aws:secretsmanager:eu-west-1:… assigns nothing.
    private static bool IsPartOfName(string text, Match match) => match.Groups["sign"].Value == ":" && match.Index > 0 && text[match.Index - 1] == ':';

    private static bool IsBoundary(char one) => char.IsWhiteSpace(one) || one is '"' or '\'' or ';' or ',' or '&' or '<' or '>' or '\\';

    private static Range RangeOf(Group group) => group.Index..(group.Index + group.Length);

    [GeneratedRegex(@"(?<![\w.-])(?<name>[\w.-]{1,80})\\?[""']?\s{0,4}(?<sign>[=:])\s{0,4}\\?[""']?(?=(?<value>[^\s""',;&\\]{4,}))")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\b(?:Bearer|Basic)\s{1,4}(?<value>[A-Za-z0-9._~+/=-]{8,})", RegexOptions.IgnoreCase)]
    private static partial Regex Authorization();

    [GeneratedRegex("-----BEGIN [A-Z ]{0,40}PRIVATE KEY")]
    private static partial Regex KeyBegins();

    [GeneratedRegex("-----END [A-Z ]{0,40}PRIVATE KEY-----")]
    private static partial Regex KeyEnds();
}

using System.Text.RegularExpressions;

namespace DeployCrew.Core.Secrets;

/// <summary>Tells secrets from other text: by the forms that their issuers gave them, by the names that people give them.</summary>
public static partial class SecretPatterns
{
    // Characters between the two halves of a pair.
    private const int Nearby = 300;

    // What examples and databases on one's own machine have.
    private static readonly HashSet<string> Weak = new(
        ["password", "passwd", "secret", "token", "key", "postgres", "mysql", "redis", "root", "admin", "guest", "test", "development", "supersecret", "mysecret"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What a token in the text is, with its place; none for examples of documentation.</summary>
    public static IEnumerable<(int Index, string What)> Tokens(string text)
    {
        foreach (Match match in Token().Matches(text))
        {
            if (!IsPlaceholder(match.Value))
                yield return (match.Index, What(match));
        }

        foreach (Match key in AccessKey().Matches(text))
        {
            // The id alone is no secret; with 40 characters near it, it is a pair.
            if (!key.Value.EndsWith("EXAMPLE", StringComparison.Ordinal) && SecretKey().IsMatch(text[Math.Max(0, key.Index - Nearby)..Math.Min(text.Length, key.Index + Nearby)]))
                yield return (key.Index, "an AWS access key");
        }
    }

    /// <summary>Where tokens, secret keys and passwords of URLs stand in a text, so that they can be taken out of it.</summary>
    internal static IEnumerable<Range> Places(string text)
    {
        foreach (Match match in Token().Matches(text))
        {
            if (!IsPlaceholder(match.Value))
                yield return match.Index..(match.Index + match.Length);
        }

        foreach (Match key in AccessKey().Matches(text))
        {
            var from = Math.Max(0, key.Index - Nearby);
            foreach (Match secret in SecretKey().Matches(text[from..Math.Min(text.Length, key.Index + Nearby)]))
                yield return (from + secret.Index)..(from + secret.Index + secret.Length);
        }

        foreach (Match user in UserInformation().Matches(text))
            yield return user.Groups["password"].Index..(user.Groups["password"].Index + user.Groups["password"].Length);
    }

    /// <summary>Whether a variable of this name holds a secret: <c>DB_PASSWORD</c>, and not <c>DB_PASSWORD_FILE</c> or <c>PUBLIC_KEY</c>.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name) && !name.Contains("PUBLIC", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a value stands for one that is filled in elsewhere.</summary>
    public static bool IsPlaceholder(string value) =>
        value.Trim().Trim('"', '\'') is var bare && (bare.Length == 0 || bare.StartsWith('$') || bare.StartsWith('<') || bare.StartsWith("{{", StringComparison.Ordinal)
            || bare.StartsWith('%') || Placeholder().IsMatch(bare) || Weak.Contains(bare) || bare.Distinct().Count() <= 2);

    /// <summary>Whether a value is a secret beyond its name: a token, or a URL with a password.</summary>
    public static bool IsSecretValue(string value) => Tokens(value).Any() || (UserInformation().Match(value) is { Success: true } user && !IsPlaceholder(user.Groups["password"].Value));

    /// <summary>Whether a secret's name has a value that could be one: no path, flag or small number.</summary>
    public static bool CouldBeSecret(string value) =>
        !IsPlaceholder(value) && value.Trim('"', '\'') is { Length: > 3 } bare && bare[0] != '/' && !bare.StartsWith("arn:", StringComparison.Ordinal)
        && bare is not ("true" or "false" or "none" or "null") && !(bare.Length < 6 && bare.All(char.IsAsciiDigit));

    private static string What(Match match) => match.Groups switch
    {
        var groups when groups["pem"].Success => "a private key",
        var groups when groups["github"].Success => "a GitHub token",
        var groups when groups["gitlab"].Success => "a GitLab token",
        var groups when groups["slack"].Success => "a Slack token",
        var groups when groups["stripe"].Success => "a Stripe live key",
        var groups when groups["npm"].Success => "an npm token",
        var groups when groups["aws"].Success => "an AWS secret key",
        _ => "an API key",
    };

    // A header alone is what programs look for; a key has its body behind it, after a line end or the two characters \n.
    [GeneratedRegex(
        @"(?<pem>-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\r|\\n|(?:Proc-Type|DEK-Info)[^\n]*)*[A-Za-z0-9+/=]{40})"
        + @"|\b(?<github>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})|\b(?<gitlab>glpat-[\w-]{20,})"
        + @"|\b(?<slack>xox[abprs]-[0-9A-Za-z-]{20,}|hooks\.slack\.com/services/T\w{6,}/B\w{6,}/\w{16,})"
        + @"|\b(?<stripe>[sr]k_live_[0-9A-Za-z]{16,})|\b(?<npm>npm_[A-Za-z0-9]{36})\b"
        + @"|(?<aws>aws_secret_access_key[""']?\s*[=:]\s*[""']?[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])"
        + @"|\b(?<api>sk-(?:ant|proj)-[A-Za-z0-9_-]{30,}|SG\.[\w-]{22}\.[\w-]{43})", RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")]
    private static partial Regex AccessKey();

    [GeneratedRegex(@"(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])")]
    private static partial Regex SecretKey();

    [GeneratedRegex("(?:PASSWORD|PASSWD|SECRET|TOKEN|API[_-]?KEY|PRIVATE[_-]?KEY|ACCESS[_-]?KEY|SECRET[_-]?KEY(?:[_-]?BASE)?|ENCRYPTION[_-]?KEY|CREDENTIAL)S?$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"changeme|change[_-]me|example|placeholder|your[_-]|\bxxx|x{4}|dummy|todo|replace|insert|redacted|\.\.\.", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();

    // postgres://user:password@host
    [GeneratedRegex(@"\w://[^/:@\s]+:(?<password>[^/@\s]+)@")]
    private static partial Regex UserInformation();
}

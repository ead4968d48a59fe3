using System.Text.RegularExpressions;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Tells secrets by their name or their look.</summary>
internal static partial class SecretLook
{
    private static readonly (Regex Pattern, string Look)[] Looks =
    [
        (PrivateKey(), "a private key"),
        (AwsAccessKey(), "an AWS access key"),
        (JsonWebToken(), "a JSON Web Token"),
        (ProviderToken(), "an access token"),
        (UrlWithPassword(), "a connection string with a password"),
        (PairWithPassword(), "a connection string with a password"),
    ];

    // Enough to know a secret by, and little enough that no text takes long to search.
    private const int Searched = 8192;

    /// <summary>What the value looks like, or null when it looks harmless.</summary>
    public static string? OfValue(string value)
    {
        var start = value.AsSpan(0, Math.Min(value.Length, Searched));
        foreach (var (pattern, look) in Looks)
        {
            if (pattern.IsMatch(start))
                return look;
        }

        return null;
    }

    /// <summary>Where values of that look begin in a text, as far as the look goes; the value itself may go on behind it.</summary>
    internal static IEnumerable<Range> Places(string text)
    {
        foreach (var (pattern, _) in Looks)
        {
            foreach (Match match in pattern.Matches(text))
                yield return match.Index..(match.Index + match.Length);
        }
    }

    /// <summary><c>DB_PASSWORD</c> is one; <c>PASSWORD_FILE</c> and <c>TOKEN_TTL</c> say something about one.</summary>
    public static bool IsSecretName(string name) => SecretName().IsMatch(name) && !AboutSecret().IsMatch(name);

    [GeneratedRegex("PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL|(^|_)PWD($|_)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex("_(FILE|PATH|DIR|NAME|ARN|URL|URI|ENDPOINT|HEADER|COOKIE|TTL|AGE|LIFETIME|EXPIRY|EXPIRES|EXPIRATION|"
        + "TIMEOUT|SECONDS|MINUTES|HOURS|DAYS|LENGTH|LIMIT|COUNT|ENABLED|REQUIRED|POLICY|TYPE|ISSUER|AUDIENCE|"
        + "ALGORITHM|PREFIX|REGION|PROVIDER)$|^(MAX|MIN|USE|ENABLE|DISABLE|REQUIRE|HAS|IS)_",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AboutSecret();

    [GeneratedRegex("-----BEGIN [A-Z ]{0,40}PRIVATE KEY")]
    private static partial Regex PrivateKey();

    // AKIAIOSFODNN7EXAMPLE
    [GeneratedRegex("(^|[^A-Za-z0-9])(AKIA|ASIA)[A-Z0-9]{16}($|[^A-Za-z0-9])")]
    private static partial Regex AwsAccessKey();

    // eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,1000}\.eyJ[A-Za-z0-9_-]{4,}\.")]
    private static partial Regex JsonWebToken();

    // GitHub, Slack, Stripe, OpenAI, Google, npm, GitLab
    [GeneratedRegex(@"(^|[^A-Za-z0-9])(gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{30,}|xox[abprs]-[A-Za-z0-9-]{10,}|"
        + @"[sr]k_live_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{20,}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20,})")]
    private static partial Regex ProviderToken();

    // postgres://user:password@host/db
    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s/:@]{0,100}:[^\s/@]{1,200}@")]
    private static partial Regex UrlWithPassword();

    // Server=db;User Id=app;Password=…;  AccountKey=…
    [GeneratedRegex(@"(^|[;\s&?])(password|pwd|accountkey|sharedaccesskey|secret)\s{0,4}=\s{0,4}[^;\s]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PairWithPassword();
}

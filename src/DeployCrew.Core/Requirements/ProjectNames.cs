using System.Text;

namespace DeployCrew.Core.Requirements;

/// <summary>Project names that are made of names of folders.</summary>
public static class ProjectNames
{
    // <project>-prod-web and <project>-staging-web are names of target groups, which have 32 characters at most.
    private const int Longest = 20;
    private const string WithoutName = "app";

    // Written out, because normalization needs ICU, which is not there in invariant mode.
    private const string Accented = "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿß";
    private const string Plain = "aaaaaaaceeeeiiiinoooooouuuuyys";

    /// <summary>A valid project name that is as near to the given one as possible: <c>My Shop (v2)</c> → <c>my-shop-v2</c>.</summary>
    /// <param name="name">Name of a folder, a package or a zip; anything.</param>
    public static string From(string? name)
    {
        var text = new StringBuilder();
        foreach (var character in (name ?? "").Select(WithoutAccent))
        {
            if (char.IsAsciiLetterOrDigit(character))
                text.Append(character);
            else if (text.Length > 0 && text[^1] != '-')
                text.Append('-');
        }

        var plain = text.ToString().TrimEnd('-');
        if (plain.Length == 0)
            return WithoutName;
        // Names of parameters may not begin with aws or ssm, those of load balancers not with internal-.
        if (!char.IsAsciiLetter(plain[0]) || IsForbidden(plain))
            plain = $"{WithoutName}-{plain}";
        return plain.Length <= Longest ? plain : plain[..Longest].TrimEnd('-');
    }

    private static bool IsForbidden(string name) =>
        name.StartsWith("aws", StringComparison.Ordinal) || name.StartsWith("ssm", StringComparison.Ordinal)
        || name == "internal" || name.StartsWith("internal-", StringComparison.Ordinal);

    private static char WithoutAccent(char character)
    {
        var lower = char.ToLowerInvariant(character);
        var index = Accented.IndexOf(lower, StringComparison.Ordinal);
        return index < 0 ? lower : Plain[index];
    }
}

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>yarn.lock: version 1, and Berry's, which is YAML of the same outline.</summary>
internal static class YarnLock
{
    // "@babel/core@^7.0.0", "@babel/core@^7.1.0":     │  "@babel/core@npm:^7.0.0":
    //   version "7.23.0"                              │    version: 7.23.0
    //   integrity sha512-…                            │    checksum: …
    public static IEnumerable<Package> Read(string text, string file)
    {
        Package? current = null;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length > 0 && line[0] is not (' ' or '#') && line.EndsWith(':'))
            {
                if (current is { Version.Length: > 0 })
                    yield return current;
                current = NameOf(line) is { } name ? new Package("npm", name, "", file) : null;
            }
            else if (current is { Version: "" } && Value(line, "  version") is { } version)
            {
                current = current with { Version = version };
            }
            else if (current is not null && Value(line, "  integrity") is { } integrity)
            {
                current = current with { Hash = SubresourceHash.Parse(integrity) };
            }
        }

        if (current is { Version.Length: > 0 })
            yield return current;
    }

    private static string? NameOf(string header)
    {
        var first = header.TrimEnd(':').Split(',')[0].Trim().Trim('"');
        var at = first.IndexOf('@', 1);
        return at < 0 || first.AsSpan(at + 1).StartsWith("workspace:") || first.StartsWith("__", StringComparison.Ordinal) ? null : first[..at];
    }

    private static string? Value(string line, string key) =>
        line.StartsWith(key, StringComparison.Ordinal) && line.Length > key.Length && line[key.Length] is ' ' or ':'
            ? line[key.Length..].TrimStart(':', ' ').Trim('"') : null;
}

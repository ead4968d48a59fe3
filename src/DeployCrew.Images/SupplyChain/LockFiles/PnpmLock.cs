using System.Text.RegularExpressions;

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>pnpm-lock.yaml, versions 5 to 9 (https://github.com/pnpm/spec/tree/master/lockfile): written by a machine, so that its lines can be read.</summary>
internal static partial class PnpmLock
{
    public static IEnumerable<Package> Read(string text, string file)
    {
        Package? current = null;
        var inside = false;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length > 0 && line[0] != ' ')
                inside = line == "packages:";
            if (!inside)
                continue;
            if (Key().Match(line) is { Success: true } key)
            {
                if (current is not null)
                    yield return current;
                current = new Package("npm", key.Groups["name"].Value, key.Groups["version"].Value, file);
            }
            else if (current is not null)
            {
                if (line == "    dev: true")
                    current = current with { Scope = "excluded" };
                if (line == "    optional: true")
                    current = current with { Scope = "optional" };
                if (Integrity().Match(line) is { Success: true } integrity)
                    current = current with { Hash = SubresourceHash.Parse(integrity.Groups[1].Value) };
            }
        }

        if (current is not null)
            yield return current;
    }

    //   '@scope/name@1.2.3':  (9)    /@scope/name@1.2.3(react@18.0.0):  (6)    /@scope/name/1.2.3_react@18:  (5)
    [GeneratedRegex(@"^  '?/?(?<name>(?:@[^/@]+/)?[^/@]+)[@/](?<version>\d[^()_':]*)[^:]*:$")]
    private static partial Regex Key();

    [GeneratedRegex(@"^    resolution: \{.*integrity: (sha\d+-[A-Za-z0-9+/=]+)")]
    private static partial Regex Integrity();
}

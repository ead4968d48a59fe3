using System.Text.RegularExpressions;

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>go.mod (https://go.dev/ref/mod#go-mod-file). Since Go 1.17 it names every module that the build uses; go.sum names others too, and is not read.</summary>
internal static partial class GoModules
{
    public static IEnumerable<Package> Read(string text, string file)
    {
        var replaced = Replace().Matches(text).ToDictionary(match => match.Groups["old"].Value, match => (Name: match.Groups["new"].Value, Version: match.Groups["version"].Value));
        foreach (Match match in Require().Matches(Block().Replace(text, block => block.Groups["word"].Value == "require" ? block.Value : "")))
        {
            var (name, version) = (match.Groups["name"].Value, match.Groups["version"].Value);
            if (replaced.TryGetValue(name, out var other))
                (name, version) = other;
            if (version.Length > 0)
                yield return new Package("golang", name, version, file);
        }
    }

    // exclude ( … ) has lines of the same form.
    [GeneratedRegex(@"^(?<word>require|exclude|replace|retract|tool|ignore|godebug)\s*\([^)]*\)", RegexOptions.Multiline)]
    private static partial Regex Block();

    // require github.com/a/b v1.2.3 // indirect      │ the same line in a block, indented
    [GeneratedRegex(@"^(?:require\s+|\s+)(?<name>[^\s()]+\.[^\s()]+)\s+(?<version>v\d\S*)", RegexOptions.Multiline)]
    private static partial Regex Require();

    // replace github.com/a/b v1.0.0 => github.com/c/b v1.0.1      │ => ../b, a folder: no version
    [GeneratedRegex(@"^\s*(?:replace\s+)?(?<old>[^\s()]+\.[^\s()]+)(?:\s+v\S+)?\s+=>\s+(?<new>\S+)(?:[ \t]+(?<version>v\d\S*))?", RegexOptions.Multiline)]
    private static partial Regex Replace();
}

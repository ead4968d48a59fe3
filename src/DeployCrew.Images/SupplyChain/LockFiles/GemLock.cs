using System.Text.RegularExpressions;

namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>Gemfile.lock (https://bundler.io/man/gemfile.5.html): four spaces before a gem, six before what it needs.</summary>
internal static partial class GemLock
{
    public static IEnumerable<Package> Read(string text, string file)
    {
        var section = "";
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.Length > 0 && line[0] != ' ')
                section = line;
            if (section == "GEM" && Gem().Match(line) is { Success: true } gem)
            {
                yield return new Package("gem", gem.Groups["name"].Value, gem.Groups["version"].Value, file)
                {
                    Qualifiers = gem.Groups["platform"].Success ? new Dictionary<string, string> { ["platform"] = gem.Groups["platform"].Value } : new(),
                };
            }
        }
    }

    //     nokogiri (1.16.7-x86_64-linux)
    [GeneratedRegex(@"^    (?<name>\S+) \((?<version>[^-)]+)(?:-(?<platform>[^)]+))?\)$")]
    private static partial Regex Gem();
}

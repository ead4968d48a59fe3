namespace DeployCrew.Images.SupplyChain.ImageContents;

/// <summary>Alpine's list of packages (https://wiki.alpinelinux.org/wiki/Apk_spec): letter, colon, value; an empty line between packages.</summary>
internal static class ApkDatabase
{
    // P:musl
    // V:1.2.5-r0
    // A:x86_64
    // L:MIT
    public static IEnumerable<Package> Read(string text, string file, OsRelease system)
    {
        foreach (var stanza in text.Replace("\r", "", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = stanza.Split('\n').Where(line => line.Length > 1 && line[1] == ':')
                .GroupBy(line => line[0]).ToDictionary(group => group.Key, group => group.First()[2..].Trim());
            if (!fields.TryGetValue('P', out var name) || !fields.TryGetValue('V', out var version))
                continue;
            yield return new Package("apk", $"{(system.Id.Length == 0 ? "alpine" : system.Id)}/{name}", version, file)
            {
                License = fields.GetValueOrDefault('L'),
                Qualifiers = new Dictionary<string, string> { ["arch"] = fields.GetValueOrDefault('A') ?? "", ["distro"] = system.Distribution },
            };
        }
    }
}

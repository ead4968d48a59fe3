namespace DeployCrew.Images.SupplyChain.ImageContents;

/// <summary>Debian's list of packages (https://www.debian.org/doc/debian-policy/ch-controlfields.html): stanzas with an empty line between them.</summary>
internal static class DpkgStatus
{
    // Package: libc6
    // Status: install ok installed          (distroless has no Status)
    // Architecture: amd64
    // Version: 2.36-9+deb12u8
    public static IEnumerable<Package> Read(string text, string file, OsRelease system)
    {
        foreach (var stanza in text.Replace("\r", "", StringComparison.Ordinal).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = stanza.Split('\n').Where(line => line.Length > 0 && line[0] != ' ').Select(line => line.Split(": ", 2)).Where(pair => pair.Length == 2)
                .GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1].Trim(), StringComparer.Ordinal);
            if (!fields.TryGetValue("Package", out var name) || !fields.TryGetValue("Version", out var version)
                || fields.TryGetValue("Status", out var status) && !status.EndsWith(" installed", StringComparison.Ordinal))
                continue;
            yield return new Package("deb", $"{(system.Id.Length == 0 ? "debian" : system.Id)}/{name}", version, file)
            {
                Qualifiers = new Dictionary<string, string> { ["arch"] = fields.GetValueOrDefault("Architecture") ?? "", ["distro"] = system.Distribution },
            };
        }
    }
}

namespace DeployCrew.Images.SupplyChain.ImageContents;

/// <summary>Which distribution an image is of (https://www.freedesktop.org/software/systemd/man/os-release.html).</summary>
/// <param name="Id">Such as <c>debian</c>, <c>alpine</c>; empty when the image does not say.</param>
/// <param name="Version">Such as <c>12</c>, <c>3.20.3</c>.</param>
internal sealed record OsRelease(string Id, string Version)
{
    /// <summary><c>debian-12</c>, as package URLs have it.</summary>
    public string Distribution => Id.Length == 0 ? "" : Version.Length == 0 ? Id : $"{Id}-{Version}";

    public static OsRelease Parse(string text)
    {
        var values = text.Split('\n').Select(line => line.Trim().Split('=', 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1].Trim('"', '\''), StringComparer.Ordinal);
        return new OsRelease(values.GetValueOrDefault("ID") ?? "", values.GetValueOrDefault("VERSION_ID") ?? "");
    }
}

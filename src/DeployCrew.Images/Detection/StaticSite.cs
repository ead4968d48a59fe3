namespace DeployCrew.Images.Detection;

/// <summary>Static sites, from their index.html.</summary>
internal static class StaticSite
{
    public const string LookedFor = "index.html (here, or in public/, dist/, site/ or www/)";

    private static readonly string[] Folders = [".", "public", "dist", "site", "www"];

    public static DetectedApp? Find(AppFolder folder) =>
        Folders.FirstOrDefault(one => folder.Has(one == "." ? "index.html" : $"{one}/index.html")) is { } site
            ? new DetectedApp
            {
                Kind = AppKind.StaticSite,
                Language = new("HTML", new Evidence(site == "." ? "index.html" : $"{site}/index.html", null, "a static site")),
                Entry = site,
            }
            : null;
}

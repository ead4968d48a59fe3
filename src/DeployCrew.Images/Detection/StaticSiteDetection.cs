namespace DeployCrew.Images.Detection;

/// <summary>Static sites, from their index.html.</summary>
internal static class StaticSiteDetection
{
    private static readonly string[] Folders = [".", "public", "dist", "site", "www"];

    public static DetectedApp? Find(string folder)
    {
        if (Folders.FirstOrDefault(one => File.Exists(Path.Combine(folder, one, "index.html"))) is not { } site)
            return null;
        return new DetectedApp
        {
            Kind = AppKind.StaticSite,
            Language = "HTML",
            Entry = site,
            Evidence = [new Evidence(site == "." ? "index.html" : $"{site}/index.html", null, "a static site")],
        };
    }
}

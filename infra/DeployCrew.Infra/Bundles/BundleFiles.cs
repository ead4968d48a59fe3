namespace DeployCrew.Infra.Bundles;

/// <summary>Which files of a bundle are what.</summary>
internal static class BundleFiles
{
    public const string Manifest = "manifest.json";

    /// <summary>The manifest, signed: a DSSE envelope.</summary>
    public const string Signature = "manifest.dsse.json";

    public const string Requirements = "requirements.json";

    /// <summary>Files that the manifest cannot list.</summary>
    public static readonly string[] Unlisted = [Manifest, Signature];

    // The app, and what is known of it, are not written from the requirements. All else is; a Directory.Build.props at the top would run with
    // the program's build.
    private static readonly string[] Given = ["app/", "supply-chain/"];

    /// <summary>Whether the requirements say what is in it.</summary>
    public static bool IsGenerated(string path) =>
        path is not (Manifest or Signature or Requirements) && !Given.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));
}

namespace DeployCrew.Infra.Bundles;

/// <summary>A complete bundle: everything that will be in the zip or the folder, ordered by path, its manifest among it.</summary>
/// <param name="Files">The files; <c>manifest.json</c> describes the others.</param>
/// <param name="Manifest">The manifest.</param>
/// <param name="Hash">SHA-256 of the manifest, and so of every file: the bundle's identity, in lower-case hexadecimal.</param>
public sealed record Bundle(IReadOnlyList<BundleFile> Files, BundleManifest Manifest, string Hash);

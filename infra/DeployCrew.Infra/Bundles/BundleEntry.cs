namespace DeployCrew.Infra.Bundles;

/// <summary>One file in the manifest.</summary>
/// <param name="Path">Path inside the bundle.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">SHA-256 in lower-case hexadecimal.</param>
public sealed record BundleEntry(string Path, long Bytes, string Sha256);

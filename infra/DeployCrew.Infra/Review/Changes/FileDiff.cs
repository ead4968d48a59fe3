namespace DeployCrew.Infra.Review.Changes;

/// <summary>A file of two bundles that differs, by their manifests.</summary>
/// <param name="Path">Path in the bundle.</param>
/// <param name="Kind">How.</param>
public sealed record FileDiff(string Path, DiffKind Kind);

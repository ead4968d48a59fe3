namespace DeployCrew.Infra.Bundles;

/// <summary>A file of the app that is not in the bundle.</summary>
public sealed record OmittedFile(string Path, string Reason);

namespace DeployCrew.Infra.Bundles;

/// <summary>What made a bundle.</summary>
/// <param name="Name">Program: <c>deploycrew</c>.</param>
/// <param name="Version">Its version: <c>0.1.0</c>. Only the same version can be expected to write the same programs.</param>
public sealed record BundleGenerator(string Name, string Version);

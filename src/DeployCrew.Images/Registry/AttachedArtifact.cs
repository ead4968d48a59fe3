namespace DeployCrew.Images.Registry;

/// <summary>A document that is attached to an image.</summary>
/// <param name="ArtifactType">Its media type.</param>
/// <param name="Digest">Digest of its manifest.</param>
/// <param name="Title">File name for people.</param>
public sealed record AttachedArtifact(string ArtifactType, string Digest, string? Title);

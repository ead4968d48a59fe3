namespace DeployCrew.Images.Registry;

/// <summary>A document to attach to an image.</summary>
/// <param name="ArtifactType">Its media type.</param>
/// <param name="Title">File name for people.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ArtifactDocument(string ArtifactType, string Title, ReadOnlyMemory<byte> Content);

namespace DeployCrew.Pipeline;

/// <summary>A document about an image, in the run's folder.</summary>
/// <param name="Type">Media type.</param>
/// <param name="File">Its path inside the run's folder.</param>
/// <param name="Sha256">Of its bytes, in hex.</param>
public sealed record ImageDocument(string Type, string File, string Sha256);

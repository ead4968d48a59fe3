namespace DeployCrew.Images.Registry;

/// <summary>What a push did.</summary>
/// <param name="Reference"><c>registry/repository@sha256:…</c>: the one way to refer to the image from now on.</param>
/// <param name="Digest">Digest of its manifest.</param>
/// <param name="BytesPushed">Bytes that were sent.</param>
/// <param name="BytesSkipped">Bytes that were there already.</param>
public sealed record PushResult(string Reference, string Digest, long BytesPushed, long BytesSkipped);

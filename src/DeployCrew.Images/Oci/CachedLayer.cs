namespace DeployCrew.Images.Oci;

/// <summary>A layer that was made earlier.</summary>
/// <param name="Layer">Its descriptor.</param>
/// <param name="DiffId">Digest of its plain tar.</param>
/// <param name="File">Its compressed bytes.</param>
internal sealed record CachedLayer(OciDescriptor Layer, string DiffId, string File);

namespace DeployCrew.Images.SupplyChain;

/// <summary>What a bill of materials is about: an image, or the source that one will be built of.</summary>
/// <param name="Kind">container | application, as CycloneDX calls it.</param>
/// <param name="Name">Name of the service.</param>
/// <param name="Sha256">Hex digits: the image's digest, or the source's hash.</param>
/// <param name="Time">When it was made, as it says itself; null where nothing says so.</param>
public sealed record BillSubject(string Kind, string Name, string Sha256, DateTimeOffset? Time)
{
    /// <summary>Its package URL; source has none.</summary>
    public string? Purl => Kind == "container" ? PackageUrl.Of("oci", Name, $"sha256:{Sha256}") : null;
}

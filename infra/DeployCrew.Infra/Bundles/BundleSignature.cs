namespace DeployCrew.Infra.Bundles;

/// <summary>What there is to be said of a bundle's signature.</summary>
/// <param name="State">Whether it holds.</param>
/// <param name="KeyIds">Ids of the keys that it names; SHA-256 of the public key, hexadecimal. Without <see
/// cref="SignatureState.Trusted"/> they are a claim.</param>
public sealed record BundleSignature(SignatureState State, IReadOnlyList<string> KeyIds);

/// <summary>Whether a signature holds.</summary>
public enum SignatureState { NotSigned, UnknownKey, Forged, Trusted }

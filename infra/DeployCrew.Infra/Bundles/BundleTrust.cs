namespace DeployCrew.Infra.Bundles;

/// <summary>Whose signature counts.</summary>
/// <param name="PublicPem">Public key that is trusted; null: none is.</param>
/// <param name="Required">A bundle without its signature does not pass.</param>
public sealed record BundleTrust(string? PublicPem, bool Required)
{
    /// <summary>Nobody's.</summary>
    public static BundleTrust None { get; } = new(null, false);
}

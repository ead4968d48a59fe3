using DeployCrew.Core.Ports;

namespace DeployCrew.Web.Access;

/// <summary>How people sign in: an OpenID provider, and which of its groups may do what.</summary>
/// <param name="Authority">Its issuer; <c>/.well-known/openid-configuration</c> is below it.</param>
/// <param name="ClientId">What it calls us.</param>
/// <param name="ClientSecret">Null: we are a public client, with PKCE alone.</param>
/// <param name="RoleClaim">Claim of the ID token that holds the groups.</param>
public sealed record OidcSettings(Uri Authority, string ClientId, Secret? ClientSecret, string RoleClaim)
{
    /// <summary>Groups that may look.</summary>
    public IReadOnlyList<string> Viewers { get; init; } = [];

    /// <summary>Groups that may change something.</summary>
    public IReadOnlyList<string> Operators { get; init; } = [];

    /// <summary>Groups that may approve and destroy.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];
}

using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Errors;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace DeployCrew.Web.Access;

/// <summary>Holds an ID token against what was asked for (OpenID Connect Core 3.1.3.7).</summary>
internal static class IdToken
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>The token, when every check holds.</summary>
    /// <exception cref="DeployError">DC9155 one does not.</exception>
    public static async Task<JsonWebToken> ValidateAsync(string text, OpenIdConnectConfiguration provider, string clientId, string? nonce)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = clientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
            ClockSkew = Skew,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
        });
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            throw result.Exception; // the provider may have new keys
        if (!result.IsValid)
            throw AccessErrors.SignInFailed($"the provider's ID token does not hold ({result.Exception?.GetType().Name}).");
        var token = (JsonWebToken)result.SecurityToken;
        if (nonce is null || !token.TryGetPayloadValue("nonce", out string? said) || !Same(said!, nonce))
            throw AccessErrors.SignInFailed("the ID token was not made for this attempt.");
        token.TryGetPayloadValue("azp", out string? party);
        if (party is null ? token.Audiences.Count() > 1 : party != clientId)
            throw AccessErrors.SignInFailed("the ID token was made for somebody else.");
        return token.Subject is { Length: > 0 } ? token : throw AccessErrors.SignInFailed("the ID token names nobody.");
    }

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}

using System.Security.Cryptography;
using DeployCrew.Core.Errors;
using DeployCrew.Web.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace DeployCrew.Web.Tests.Access;

public sealed class IdTokenTests : IDisposable
{
    private const string Issuer = "https://id.example.com";
    private readonly RSA rsa = RSA.Create(2048);
    private readonly RSA stranger = RSA.Create(2048);
    private readonly RsaSecurityKey key;
    private readonly OpenIdConnectConfiguration provider = new() { Issuer = Issuer };

    public IdTokenTests()
    {
        key = new RsaSecurityKey(rsa) { KeyId = "one" };
        provider.SigningKeys.Add(key);
    }

    public void Dispose()
    {
        rsa.Dispose();
        stranger.Dispose();
    }

    [Fact]
    public async Task Validate_TokenForThisAttempt_NamesThePerson() => Assert.Equal("olga", (await ValidateAsync(_ => { })).Subject);

    public static TheoryData<string, Action<SecurityTokenDescriptor>> Forged => new()
    {
        { "another issuer", token => token.Issuer = "https://evil.example" },
        { "another audience", token => token.Audience = "somebody" },
        { "expired", token => (token.NotBefore, token.IssuedAt, token.Expires) = (At(-20), At(-20), At(-10)) },
        { "not yet", token => token.NotBefore = At(5) },
        { "another nonce", token => token.Claims["nonce"] = "other" },
        { "no nonce", token => token.Claims.Remove("nonce") },
        { "another party", token => token.Claims["azp"] = "somebody" },
        { "two audiences and no party", token => token.Audiences.Add("somebody") },
        { "nobody", token => token.Claims.Remove("sub") },
        { "no signature", token => token.SigningCredentials = null },
        { "another algorithm", token => token.SigningCredentials = new SigningCredentials(token.SigningCredentials.Key, SecurityAlgorithms.RsaSha512) },
    };

    [Theory]
    [MemberData(nameof(Forged), DisableDiscoveryEnumeration = true)]
    public async Task Validate_WhatDoesNotHold_IsRefused(string what, Action<SecurityTokenDescriptor> change)
    {
        Assert.NotNull(what);
        Assert.Equal("DC9155", (await Assert.ThrowsAsync<DeployError>(() => ValidateAsync(change))).Code);
    }

    [Fact]
    public async Task Validate_KeyOfAStranger_IsRefused()
    {
        // Under the provider's own key id: it does not fit. Under one that is unknown: keys are fetched again first.
        var same = new SigningCredentials(new RsaSecurityKey(stranger) { KeyId = "one" }, SecurityAlgorithms.RsaSha256);
        await Assert.ThrowsAnyAsync<Exception>(() => ValidateAsync(token => token.SigningCredentials = same));
        var other = new SigningCredentials(new RsaSecurityKey(stranger) { KeyId = "two" }, SecurityAlgorithms.RsaSha256);
        await Assert.ThrowsAsync<SecurityTokenSignatureKeyNotFoundException>(() => ValidateAsync(token => token.SigningCredentials = other));
    }

    [Fact]
    public async Task Validate_PublicKeyAsSharedSecret_IsRefused()
    {
        var secret = new SymmetricSecurityKey(rsa.ExportSubjectPublicKeyInfo()) { KeyId = "one" };
        await Assert.ThrowsAnyAsync<Exception>(() => ValidateAsync(token => token.SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256)));
    }

    private Task<JsonWebToken> ValidateAsync(Action<SecurityTokenDescriptor> change)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "deploycrew",
            Expires = At(5),
            NotBefore = At(-1),
            IssuedAt = At(-1),
            Claims = new Dictionary<string, object> { ["sub"] = "olga", ["nonce"] = "mine" },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        };
        change(token);
        return IdToken.ValidateAsync(new JsonWebTokenHandler().CreateToken(token), provider, "deploycrew", "mine");
    }

    private static DateTime At(int minutes) => TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(minutes);
}

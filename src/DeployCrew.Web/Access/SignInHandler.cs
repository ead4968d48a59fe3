using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace DeployCrew.Web.Access;

/// <summary>Signing in at an OpenID provider: authorization code with PKCE. State, PKCE and their cookie are ASP.NET's; what makes it OpenID Connect (nonce, ID
/// token, user info) is here.</summary>
internal sealed class SignInHandler(IOptionsMonitor<SignInOptions> options, ILoggerFactory loggers, UrlEncoder encoder) : OAuthHandler<SignInOptions>(options, loggers, encoder)
{
    private const string Nonce = "nonce";
    private const int LongestName = 100;
    private OpenIdConnectConfiguration provider = null!;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await FindProviderAsync();
        properties.Items[Nonce] = RandomNumberGenerator.GetHexString(64, lowercase: true);
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, properties.Items[Nonce]!);

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await FindProviderAsync();
        // RFC 9207: an answer that says whose it is, is not taken for another's.
        return Request.Query["iss"] is [{ } issuer] && issuer != provider.Issuer
            ? HandleRequestResult.Fail("the answer is another provider's")
            : await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = context.Code,
            ["redirect_uri"] = context.RedirectUri,
            ["code_verifier"] = context.Properties.Items[OAuthConstants.CodeVerifierKey]!,
        };
        context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey);
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        if (Options.Settings.ClientSecret is not { } secret)
            form["client_id"] = Options.ClientId;
        else if (provider.TokenEndpointAuthMethodsSupported is { Count: > 0 } ways && !ways.Contains("client_secret_basic"))
            (form["client_id"], form["client_secret"]) = (Options.ClientId, secret.Reveal());
        else
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Basic(Options.ClientId, secret.Reveal()));
        request.Content = new FormUrlEncodedContent(form);
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        var body = await answer.Content.ReadAsStringAsync(Context.RequestAborted);
        // What the provider says against it may hold what must not be shown.
        return answer.IsSuccessStatusCode
            ? OAuthTokenResponse.Success(JsonDocument.Parse(body))
            : OAuthTokenResponse.Failed(AccessErrors.SignInFailed($"the provider does not take the code (status {(int)answer.StatusCode})."));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        if (tokens.Response is null || !tokens.Response.RootElement.TryGetProperty("id_token", out var text) || text.GetString() is not { } sent)
            throw AccessErrors.SignInFailed("the provider has sent no ID token.");
        properties.Items.Remove(Nonce, out var nonce);
        var token = await ValidateAsync(sent, nonce);
        var claims = token.Claims.ToList();
        if (!claims.Any(claim => claim.Type == Options.Settings.RoleClaim))
            claims.AddRange(await UserInfoAsync(token.Subject, tokens.AccessToken));
        var name = new[] { "name", "preferred_username", "email" }.Select(type => claims.Find(claim => claim.Type == type)?.Value).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
        var groups = claims.Where(claim => claim.Type == Options.Settings.RoleClaim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        // The subject is always there: a name is what somebody has given themselves, 'token ci' for instance.
        var who = $"{Shown(name ?? token.Subject)} ({Shown(token.Subject)})";
        return new AuthenticationTicket(Person.Create($"oidc:{token.Subject}", who, ScopeOf(groups), AccessSchemes.Session), properties, Scheme.Name);
    }

    private static string Shown(string text) => new([.. text.Take(LongestName).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    private AccessScope? ScopeOf(HashSet<string> groups) =>
        Options.Settings.Approvers.Any(groups.Contains) ? AccessScope.Approver
        : Options.Settings.Operators.Any(groups.Contains) ? AccessScope.Operator
        : Options.Settings.Viewers.Any(groups.Contains) ? AccessScope.Viewer : null;

    private async Task FindProviderAsync()
    {
        try
        {
            provider = await Options.Provider.GetConfigurationAsync(Context.RequestAborted);
        }
        catch (InvalidOperationException) // IDX20803: its description could not be fetched, or is none
        {
            throw AccessErrors.SignInFailed("the provider cannot be reached.");
        }

        if (provider.Issuer.TrimEnd('/') != Options.Settings.Authority.ToString().TrimEnd('/'))
            throw AccessErrors.SignInFailed("the provider calls itself something else than --oidc-authority does.");
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (provider.AuthorizationEndpoint, provider.TokenEndpoint);
    }

    private async Task<JsonWebToken> ValidateAsync(string sent, string? nonce)
    {
        try
        {
            return await IdToken.ValidateAsync(sent, provider, Options.ClientId, nonce);
        }
        catch (SecurityTokenSignatureKeyNotFoundException)
        {
            Options.Provider.RequestRefresh();
            await FindProviderAsync();
        }

        try
        {
            return await IdToken.ValidateAsync(sent, provider, Options.ClientId, nonce);
        }
        catch (SecurityTokenSignatureKeyNotFoundException)
        {
            throw AccessErrors.SignInFailed("the ID token is signed with a key that is not the provider's.");
        }
    }

    // Providers that keep ID tokens small say the rest here; it is believed of the same person only.
    private async Task<IEnumerable<Claim>> UserInfoAsync(string subject, string? accessToken)
    {
        if (string.IsNullOrEmpty(provider.UserInfoEndpoint) || accessToken is null)
            return [];
        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        if (!answer.IsSuccessStatusCode)
            return [];
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted));
        if (!said.RootElement.TryGetProperty("sub", out var sub) || sub.GetString() != subject)
            throw AccessErrors.SignInFailed("the provider's user info is about somebody else.");
        return [.. said.RootElement.EnumerateObject().SelectMany(one => Values(one.Value).Select(value => new Claim(one.Name, value)))];
    }

    private static IEnumerable<string> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!),
        _ => [],
    };

    // RFC 6749, 2.3.1: both are form-encoded first.
    private static string Basic(string client, string secret) => Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(client)}:{Uri.EscapeDataString(secret)}"));
}

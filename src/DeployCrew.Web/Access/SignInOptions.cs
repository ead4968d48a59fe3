using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace DeployCrew.Web.Access;

/// <summary>What signing in works with.</summary>
internal sealed class SignInOptions : OAuthOptions
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(15);

    /// <summary>The provider and its groups.</summary>
    public OidcSettings Settings { get; private set; } = null!;

    /// <summary>The provider's own description of itself, fetched when it is needed and again when it is old.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration> Provider { get; private set; } = null!;

    public void Use(OidcSettings settings, bool overHttps)
    {
        Settings = settings;
        (ClientId, CallbackPath, UsePkce, SaveTokens, SignInScheme) = (settings.ClientId, "/sign-in/callback", true, false, AccessSchemes.Session);
        foreach (var scope in new[] { "openid", "profile", "email" })
            Scope.Add(scope);
        BackchannelTimeout = LongestCall;
        CorrelationCookie.SameSite = SameSiteMode.Lax;
        CorrelationCookie.SecurePolicy = overHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        Backchannel = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = LongestCall, MaxResponseContentBufferSize = 1 << 20 };
        Provider = new ConfigurationManager<OpenIdConnectConfiguration>(
            $"{settings.Authority.ToString().TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(Backchannel) { RequireHttps = !settings.Authority.IsLoopback });
    }

    // The endpoints are the provider's to say, and a public client has no secret: what the base asks for is not known here.
    public override void Validate()
    {
    }
}

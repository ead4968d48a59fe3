using DeployCrew.Core.Runs;
using DeployCrew.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Web.Access;

/// <summary>Who may do what: services, and their place in the way of a request.</summary>
internal static class AccessServices
{
    public static void AddAccess(this IServiceCollection services, WebOptions options, Home home)
    {
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // errors as everywhere, also about bodies
        services.AddHttpContextAccessor();
        services.AddScoped<Visitor>();
        var schemes = services.AddAuthentication(AccessSchemes.Any)
            .AddPolicyScheme(AccessSchemes.Any, null, scheme => scheme.ForwardDefaultSelector = context => AccessSchemes.For(context, options))
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(AccessSchemes.Token, null)
            .AddScheme<AuthenticationSchemeOptions, MachineHandler>(AccessSchemes.Machine, null);
        if (options.Oidc is { } oidc)
            Sessions.Add(schemes, options, oidc);
        services.AddAuthorization(EndpointScopes.Configure);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        home.MakeAccess();
        services.AddDataProtection().SetApplicationName("DeployCrew").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(home.Access, "keys")));
        services.AddAntiforgery(forgery =>
        {
            forgery.HeaderName = OwnPages.Header;
            forgery.SuppressReadingTokenFromFormBody = true; // an upload is streamed, not searched
            forgery.SuppressXFrameOptionsHeader = true; // the policy says it
            forgery.Cookie.Name = options.ForOthers ? "__Host-dc-page" : "dc-page";
            forgery.Cookie.SameSite = SameSiteMode.Strict;
            forgery.Cookie.HttpOnly = true;
            forgery.Cookie.Path = "/";
            forgery.Cookie.SecurePolicy = options.ForOthers ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        services.AddRateLimiter(limiter => RequestRates.Configure(limiter, options.Limits));
    }

    /// <summary>Before a route is chosen.</summary>
    public static void UseOrigin(this WebApplication app, WebOptions options)
    {
        if (options.TrustedProxies.Count > 0)
            app.UseForwardedHeaders(Forwarded(options));
        app.UseMiddleware<OwnOrigin>();
    }

    /// <summary>After it.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<OwnPages>();
        app.UseMiddleware<StreamLife>();
    }

    private static ForwardedHeadersOptions Forwarded(WebOptions options)
    {
        // The last hop's word only, and only a trusted one's: who else sends such headers is heard as if there were none.
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = 1,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
            forwarded.KnownIPNetworks.Add(network);
        return forwarded;
    }
}

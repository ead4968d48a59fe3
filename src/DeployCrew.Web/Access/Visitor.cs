using DeployCrew.Core.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Access;

/// <summary>Who looks at a page, for the page. Public, as what components are given.</summary>
public sealed class Visitor(IHttpContextAccessor context, IAntiforgery forgery, WebOptions options)
{
    /// <summary>Name.</summary>
    public string Who => Context.User.Who();

    /// <summary>What they may do; null: nothing.</summary>
    public AccessScope? Scope => Context.User.Scope();

    /// <summary>Whether they may do what a scope is for.</summary>
    public bool May(AccessScope scope) => Scope >= scope;

    /// <summary>Whether they have signed in, and can sign out.</summary>
    public bool HasSession => Context.User.Identity is { IsAuthenticated: true, AuthenticationType: AccessSchemes.Session };

    /// <summary>What a page's requests show so that they are known as the page's.</summary>
    public string PageToken() => options.ForOthers && !Context.Request.IsHttps
        ? "" // it is being told to come over https; its cookie would be refused
        : forgery.GetAndStoreTokens(Context).RequestToken!;

    private HttpContext Context => context.HttpContext!;
}

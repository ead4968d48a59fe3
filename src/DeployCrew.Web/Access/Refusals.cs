using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Access;

/// <summary>What is said to those who may not: errors as everywhere.</summary>
internal sealed class Refusals(WebOptions options) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);
        if (authorizeResult.Challenged)
        {
            if (options.Oidc is not null && context.Request.WantsPage())
            {
                context.Response.Redirect($"/sign-in?to={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
                return Task.CompletedTask;
            }

            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw AccessErrors.NotSignedIn();
        }

        throw context.User.Scope() is { } scope
            ? AccessErrors.ScopeMissing(context.User.Who(), scope, policy.Requirements.OfType<ScopeRequirement>().Select(one => one.Scope).DefaultIfEmpty(AccessScope.Viewer).Max())
            : AccessErrors.NoRole(context.User.Who());
    }
}

using DeployCrew.Web.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Access;

/// <summary>Signing in and out. The provider's answer goes to <see cref="SignInHandler"/>.</summary>
internal static class SignInRoutes
{
    public static void Map(IEndpointRouteBuilder app, WebOptions options)
    {
        if (options.Oidc is not { } oidc)
            return;
        app.MapGet("/sign-in", (string? to) => new RazorComponentResult<SignInPage>(new { Provider = oidc.Authority.Host, To = Here(to) })).ForEverybody();
        app.MapGet("/sign-in/begin", (string? to) => Results.Challenge(new AuthenticationProperties { RedirectUri = Here(to) }, [AccessSchemes.SignIn])).ForEverybody().AsSignIn();
        app.MapPost("/sign-out", async (HttpContext context) =>
        {
            await Sessions.RecordAsync(context, context.User, "sign-out");
            await context.SignOutAsync(AccessSchemes.Session);
            return Results.NoContent();
        }).ForEverybody().AsSignIn();
    }

    // A path of ours and nothing else: '//host' and '/\host' are other hosts to a browser.
    private static string Here(string? to) =>
        to is ['/', ..] and not ['/', '/' or '\\', ..] && to.Length < 1000 && !to.Any(char.IsControl) ? to : "/";
}

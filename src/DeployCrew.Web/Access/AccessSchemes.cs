using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Access;

/// <summary>The ways in which somebody can be known.</summary>
internal static class AccessSchemes
{
    /// <summary>Whichever of the others fits the request.</summary>
    public const string Any = "access";

    /// <summary><c>Authorization: Bearer</c>.</summary>
    public const string Token = "token";

    /// <summary>The person at this machine, whom nobody asks.</summary>
    public const string Machine = "machine";

    /// <summary>Somebody who has signed in.</summary>
    public const string Session = "session";

    /// <summary>Signing in.</summary>
    public const string SignIn = "sign-in";

    /// <summary>What the request itself brings decides: a script that sends a token never acts with a browser's cookie.</summary>
    public static string For(HttpContext context, WebOptions options) =>
        context.Request.Headers.Authorization.Count > 0 ? Token
        : options.Oidc is not null ? Session
        : options.AsksWho ? Token : Machine;
}

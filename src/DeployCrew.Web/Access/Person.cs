using System.Security.Claims;
using DeployCrew.Core.Access;

namespace DeployCrew.Web.Access;

/// <summary>Who asks, as claims.</summary>
internal static class Person
{
    private const string ScopeClaim = "deploycrew:scope";

    /// <summary>Somebody who is known.</summary>
    /// <param name="id">Never that of somebody else, whichever way they come.</param>
    /// <param name="who">For people to read.</param>
    /// <param name="scope">What they may do; null: nothing.</param>
    /// <param name="scheme">How they are known.</param>
    public static ClaimsPrincipal Create(string id, string who, AccessScope? scope, string scheme)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new(ClaimTypes.Name, who)], scheme);
        if (scope is { } granted)
            identity.AddClaim(new Claim(ScopeClaim, $"{granted}"));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>What somebody may do, or null.</summary>
    public static AccessScope? Scope(this ClaimsPrincipal person) =>
        person.Identity?.IsAuthenticated == true && Enum.TryParse<AccessScope>(person.FindFirstValue(ScopeClaim), out var scope) ? scope : null;

    /// <summary>Their id, or null.</summary>
    public static string? Id(this ClaimsPrincipal person) => person.Identity?.IsAuthenticated == true ? person.FindFirstValue(ClaimTypes.NameIdentifier) : null;

    /// <summary>For people to read.</summary>
    public static string Who(this ClaimsPrincipal person) => person.Identity is { IsAuthenticated: true, Name: { } name } ? name : "nobody";

    /// <summary>Whether a token was sent.</summary>
    public static bool CameByToken(this ClaimsPrincipal person) => person.Identity is { IsAuthenticated: true, AuthenticationType: AccessSchemes.Token };
}

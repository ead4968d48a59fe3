using DeployCrew.Core.Access;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Web.Api;
using DeployCrew.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Access;

/// <summary><c>/api/v1/me</c>: who asks, and a fresh token for the page that they look at; <c>/audit</c>: the trail as a page.</summary>
internal static class AccessApi
{
    private const int ShownAudit = 500;

    /// <summary>Who asks.</summary>
    /// <param name="Name">Name.</param>
    /// <param name="Scope">What they may do.</param>
    /// <param name="PageToken">Sent back as X-CSRF by pages; API tokens do without.</param>
    private sealed record Me(string? Name, AccessScope? Scope, string PageToken);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/me", (Visitor visitor) =>
            Results.Json(new Me(visitor.Who, visitor.Scope, visitor.PageToken()), JsonFormat.Compact))
            .Operation("getMe", "Who asks, what they may do, and the token that a page of ours shows when it changes something.").Produces<Me>().ForViewers();
        app.MapGet("/audit", async (IAccessStore store, HttpContext context) =>
            new RazorComponentResult<AuditPage>(new { Trail = (await store.AuditAsync(ShownAudit, context.RequestAborted)).Reverse().ToList() })).ExcludeFromDescription().ForApprovers();
    }
}

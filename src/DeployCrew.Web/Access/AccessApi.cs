using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
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

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/me", (Visitor visitor) =>
            Results.Json(new { name = visitor.Who, visitor.Scope, pageToken = visitor.PageToken() }, JsonFormat.Compact)).ForViewers();
        app.MapGet("/audit", async (IAccessStore store, HttpContext context) =>
            new RazorComponentResult<AuditPage>(new { Trail = (await store.AuditAsync(ShownAudit, context.RequestAborted)).Reverse().ToList() })).ForApprovers();
    }
}

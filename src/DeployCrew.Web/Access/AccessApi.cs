using DeployCrew.Core.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Access;

/// <summary><c>/api/v1/me</c>: who asks, and a fresh token for the page that they look at.</summary>
internal static class AccessApi
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/v1/me", (Visitor visitor) =>
        Results.Json(new { name = visitor.Who, visitor.Scope, pageToken = visitor.PageToken() }, JsonFormat.Compact)).ForViewers();
}

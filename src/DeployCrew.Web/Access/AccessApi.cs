using DeployCrew.Core.Access;
using DeployCrew.Core.Json;
using DeployCrew.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Access;

/// <summary><c>/api/v1/me</c>: who asks, and a fresh token for the page that they look at.</summary>
internal static class AccessApi
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/v1/me", (Visitor visitor) =>
        Results.Json(new Me(visitor.Who, visitor.Scope, visitor.PageToken()), JsonFormat.Compact))
        .ForViewers().Operation("getMe", "Who asks, and a fresh token for the page that they look at.").Produces<Me>();
}

/// <summary>Who asks.</summary>
/// <param name="Name">Name.</param>
/// <param name="Scope">What they may do.</param>
/// <param name="PageToken">What a page's requests show.</param>
internal sealed record Me(string Name, AccessScope? Scope, string PageToken);

using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Access;

/// <summary>Tells people from programs: what is answered to somebody who looks is a page.</summary>
internal static class PageRequests
{
    public static bool WantsPage(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}

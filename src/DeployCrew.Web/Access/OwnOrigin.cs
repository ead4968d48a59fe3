using System.Net;
using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Access;

/// <summary>Lets in what is asked of this page under its own name, over https where others can come: no other site's page, and no other name that was made to
/// lead here (DNS rebinding).</summary>
internal sealed class OwnOrigin(RequestDelegate next, WebOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (options.ForOthers && !request.IsHttps)
            throw AccessErrors.NotEncrypted();
        if (!IsOurs(request.Host))
            throw WebErrors.ForeignOrigin($"host '{request.Host.Host}'");
        // Navigation from elsewhere may read a page; only pages of ours may do something.
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (changes && site is not ("" or "same-origin" or "none"))
            throw WebErrors.ForeignOrigin(site);
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            throw WebErrors.ForeignOrigin(origin);
        return next(context);
    }

    private bool IsOurs(HostString host) => options.PublicUrl is { } url
        ? host.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase) && (host.Port ?? 443) == url.Port
        : IsThisMachine(host.Host);

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

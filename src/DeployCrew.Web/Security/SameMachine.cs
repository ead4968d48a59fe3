using System.Net;
using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Security;

/// <summary>Lets in what a browser of this machine asks of this page: no other site's page, and no other name that was made to lead here
/// (DNS rebinding).</summary>
internal sealed class SameMachine(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsThisMachine(request.Host.Host))
            throw WebErrors.ForeignOrigin($"host '{request.Host.Host}'");
        // Navigation from elsewhere may read a page; only pages of ours may do something.
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (changes && site is not ("" or "same-origin" or "none"))
            throw WebErrors.ForeignOrigin(site);
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}")
            throw WebErrors.ForeignOrigin(origin);
        return next(context);
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

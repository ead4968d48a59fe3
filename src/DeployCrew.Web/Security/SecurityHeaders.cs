using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Security;

/// <summary>What a browser may do with an answer: run our script and style, and nothing of anybody else; be in no frame.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, WebOptions options)
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (options.ForOthers)
            headers.StrictTransportSecurity = "max-age=31536000";
        headers.CacheControl = "no-store";
        return next(context);
    }
}

using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Access;

/// <summary>A browser changes something only when a page of ours has told it to: it shows the token that the page was drawn with (and that is bound to
/// its cookie and to who looks at it). What sends a bearer token, or is no browser and has no cookie, cannot be made to ask by somebody else's page.</summary>
internal sealed class OwnPages(RequestDelegate next, IAntiforgery forgery)
{
    /// <summary>Header for the page's token.</summary>
    public const string Header = "X-CSRF";

    public async Task InvokeAsync(HttpContext context)
    {
        if (Changes(context.Request) && !context.User.CameByToken() && IsBrowser(context.Request) && !await IsOursAsync(context))
            throw AccessErrors.Forged();
        await next(context);
    }

    private async Task<bool> IsOursAsync(HttpContext context) =>
        context.Request.Headers[Header].Count == 1 && await forgery.IsRequestValidAsync(context);

    private static bool Changes(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method) && !HttpMethods.IsTrace(request.Method);

    private static bool IsBrowser(HttpRequest request) =>
        request.Headers.Origin.Count > 0 || request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.Cookie.Count > 0 || request.Headers.Referer.Count > 0;
}

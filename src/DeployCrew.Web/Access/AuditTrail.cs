using System.Globalization;
using DeployCrew.Core.Access;
using DeployCrew.Core.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Access;

/// <summary>Writes down every request that changes something and every refusal, before it is answered. Never a token, a secret or a body.</summary>
internal sealed class AuditTrail(RequestDelegate next, IAccessStore store, TimeProvider time)
{
    private const int LongestValue = 100;
    private static readonly object CodeKey = new();
    private readonly Dictionary<string, DateTimeOffset> flooding = [];

    /// <summary>Says why a request is refused.</summary>
    public static void Explain(HttpContext context, string code) => context.Items[CodeKey] = code;

    public async Task InvokeAsync(HttpContext context)
    {
        var written = false;
        context.Response.OnStarting(async () =>
        {
            if (!written)
                await WriteAsync(context, aborted: false);
            written = true;
        });
        try
        {
            await next(context);
        }
        finally
        {
            if (!written && context.RequestAborted.IsCancellationRequested)
            {
                written = true;
                await WriteAsync(context, aborted: true);
            }
        }
    }

    private async Task WriteAsync(HttpContext context, bool aborted)
    {
        var status = context.Response.StatusCode;
        var refused = status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests;
        var failed = (context.Items[CodeKey] as string) == "DC9155"; // somebody tried to sign in
        var looks = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if ((looks && !refused && !failed) || (status == StatusCodes.Status429TooManyRequests && !IsFirst(RequestRates.Caller(context))))
            return;
        var outcome = aborted ? "aborted" : status.ToString(CultureInfo.InvariantCulture) + (context.Items[CodeKey] is string code ? $" {code}" : "");
        await store.RecordAsync(
            new AuditEntry(time.GetUtcNow(), context.User.Who(), context.User.Scope(), What(context), Ids(context), context.Connection.RemoteIpAddress?.ToString(), outcome), CancellationToken.None);
    }

    // The route, not the path: a path may hold what somebody has typed into the wrong place.
    private static string What(HttpContext context) =>
        $"{Shown(context.Request.Method)} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no such page)"}";

    private static Dictionary<string, string> Ids(HttpContext context) =>
        context.Request.RouteValues.ToDictionary(one => one.Key, one => Shown($"{one.Value}"));

    private static string Shown(string value) =>
        new([.. value.Take(LongestValue).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    // Who asks too often would fill the disk otherwise: one line a minute says so.
    private bool IsFirst(string caller)
    {
        var now = time.GetUtcNow();
        lock (flooding)
        {
            if (flooding.TryGetValue(caller, out var last) && now - last < TimeSpan.FromMinutes(1))
                return false;
            if (flooding.Count > 1000)
                flooding.Clear();
            flooding[caller] = now;
            return true;
        }
    }
}

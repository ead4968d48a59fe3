using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>
/// The two ways in which a WebSocket begins: the upgrade of HTTP/1.1, and, from browsers, a CONNECT of HTTP/2 (RFC 8441). Targets are asked for the
/// upgrade, which means the same.
/// </summary>
internal static class WebSocketUpgrade
{
    public static bool IsExtendedConnect(HttpContext context) =>
        HttpMethods.IsConnect(context.Request.Method) && context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };

    public static bool IsWanted(HttpContext context) =>
        context.Request.Headers.Upgrade.Count > 0 && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };

    /// <summary>Passes bytes both ways until one side ends.</summary>
    public static async Task TunnelAsync(HttpContext context, HttpResponseMessage answer)
    {
        await using var client = await AcceptAsync(context, answer);
        await using var target = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        try
        {
            await Task.WhenAny(
                client.CopyToAsync(target, context.RequestAborted), target.CopyToAsync(client, context.RequestAborted));
        }
        catch (IOException)
        {
            context.Abort();
        }
    }

    private static async Task<Stream> AcceptAsync(HttpContext context, HttpResponseMessage answer)
    {
        if (IsExtendedConnect(context))
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.Headers.Remove("Sec-WebSocket-Accept"); // it answers a key that the client did not send
            return await context.Features.Get<IHttpExtendedConnectFeature>()!.AcceptAsync();
        }

        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = answer.Headers.Upgrade.ToString();
        return await context.Features.Get<IHttpUpgradeFeature>()!.UpgradeAsync();
    }
}

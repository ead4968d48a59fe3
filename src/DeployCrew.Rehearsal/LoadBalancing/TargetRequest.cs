using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>A client's request as its target gets it: the headers from end to end, and those that an application load balancer adds.</summary>
internal static class TargetRequest
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedProto = "X-Forwarded-Proto";
    private const string ForwardedPort = "X-Forwarded-Port";

    public static HttpRequestMessage Of(HttpContext context, TargetAddress target)
    {
        var source = context.Request;
        var extended = WebSocketUpgrade.IsExtendedConnect(context);
        var upgrade = extended || WebSocketUpgrade.IsWanted(context);
        var request = new HttpRequestMessage(
            extended ? HttpMethod.Get : HttpMethod.Parse(source.Method), target.Origin + source.Path.ToUriComponent() + source.QueryString.ToUriComponent());
        if (!upgrade && HasBody(source))
            request.Content = new StreamContent(source.Body);
        CopyHeaders(source, request);
        if (upgrade)
        {
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", extended ? "websocket" : source.Headers.Upgrade.ToString());
        }

        if (extended)
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));
        Introduce(context, request);
        return request;
    }

    // HTTP/2 needs neither length nor encoding for a body.
    private static bool HasBody(HttpRequest source) => source.ContentLength is > 0 || source.Headers.TransferEncoding.Count > 0
        || (source.ContentLength is null && source.Protocol != "HTTP/1.1" && !HttpMethods.IsGet(source.Method) && !HttpMethods.IsHead(source.Method));

    private static void CopyHeaders(HttpRequest source, HttpRequestMessage request)
    {
        foreach (var (name, values) in source.Headers)
        {
            if (HopByHop.Has(name) || name[0] == ':' || IsOurs(name))
                continue;
            if (values.Count == 1)
            {
                if (!request.Headers.TryAddWithoutValidation(name, values[0]))
                    request.Content?.Headers.TryAddWithoutValidation(name, values[0]);
            }
            else if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }
    }

    // "Expect" is answered here, when the target begins to read the body.
    private static bool IsOurs(string name) => name.Equals(ForwardedFor, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ForwardedProto, StringComparison.OrdinalIgnoreCase) || name.Equals(ForwardedPort, StringComparison.OrdinalIgnoreCase)
        || name.Equals("Expect", StringComparison.OrdinalIgnoreCase);

    private static void Introduce(HttpContext context, HttpRequestMessage request)
    {
        var client = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var before = context.Request.Headers[ForwardedFor];
        request.Headers.TryAddWithoutValidation(ForwardedFor, before.Count > 0 ? $"{before}, {client}" : client);
        request.Headers.TryAddWithoutValidation(ForwardedProto, context.Request.Scheme);
        request.Headers.TryAddWithoutValidation(ForwardedPort, context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture));
    }
}

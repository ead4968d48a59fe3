using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using DeployCrew.Rehearsal.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>Passes requests on to targets, streaming both ways, with the headers that an application load balancer adds.</summary>
internal sealed class Forwarder(Router router, InFlightRequests requests, TrafficMeter traffic) : IDisposable
{
    // RFC 9110 7.6.1: these are between two hops, not end to end.
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    /// <summary>Answers one request of a listener.</summary>
    public async Task AnswerAsync(HttpContext context, string listenerArn)
    {
        var decision = router.Decide(listenerArn, ListenerRequest.Of(context));
        if (decision.Target is { } target)
        {
            requests.Begin(target.TaskId);
            try
            {
                await ForwardAsync(context, target, traffic.Of(listenerArn, target.Group));
            }
            finally
            {
                requests.End(target.TaskId);
            }

            return;
        }

        context.Response.StatusCode = decision.Status;
        if (decision.Redirect is { } redirect)
        {
            context.Response.Headers.Location = redirect.Location(
                context.Request.Scheme, context.Request.Host.Host, context.Connection.LocalPort,
                context.Request.Path.ToUriComponent(), context.Request.QueryString.Value?.TrimStart('?') ?? "");
            return;
        }

        context.Response.ContentType = decision.ContentType;
        await context.Response.WriteAsync(decision.Body, context.RequestAborted);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task ForwardAsync(HttpContext context, TargetAddress target, GroupTraffic measured)
    {
        var asked = Stopwatch.GetTimestamp();
        using var request = Copy(context, target);
        HttpResponseMessage answer;
        try
        {
            answer = await client.SendAsync(request, context.RequestAborted);
        }
        catch (HttpRequestException error)
        {
            measured.Failed(connected: error.HttpRequestError != HttpRequestError.ConnectionError);
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        measured.Answered((int)answer.StatusCode, Stopwatch.GetElapsedTime(asked));
        using (answer)
        {
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Where(header => !HopByHop.Contains(header.Key)))
                context.Response.Headers[name] = values.ToArray();
            if (answer.StatusCode == HttpStatusCode.SwitchingProtocols)
                await TunnelAsync(context, answer);
            else
                await PassBodyAsync(context, answer);
        }
    }

    private static HttpRequestMessage Copy(HttpContext context, TargetAddress target)
    {
        var source = context.Request;
        var extended = IsExtendedConnect(context);
        var request = new HttpRequestMessage(
            extended ? HttpMethod.Get : new HttpMethod(source.Method), $"http://{target.Address}:{target.Port}{source.Path.ToUriComponent()}{source.QueryString}");
        var upgrade = extended || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };
        if (!upgrade && (source.ContentLength is > 0 || source.Headers.TransferEncoding.Count > 0 || (source.ContentLength is null && source.Protocol != "HTTP/1.1" && !HttpMethods.IsGet(source.Method) && !HttpMethods.IsHead(source.Method))))
            request.Content = new StreamContent(source.Body);
        foreach (var (name, values) in source.Headers.Where(header => !HopByHop.Contains(header.Key) && header.Key[0] != ':'))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        if (upgrade)
        {
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", extended ? ["websocket"] : source.Headers.Upgrade.ToArray());
        }

        if (extended)
            request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)));

        var client = context.Connection.RemoteIpAddress?.ToString() ?? "";
        var before = source.Headers["X-Forwarded-For"].ToString();
        request.Headers.Remove("X-Forwarded-For");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", before.Length > 0 ? $"{before}, {client}" : client);
        request.Headers.Remove("X-Forwarded-Proto");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", source.Scheme);
        request.Headers.Remove("X-Forwarded-Port");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Port", context.Connection.LocalPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return request;
    }

    // Browsers open WebSockets as a CONNECT of HTTP/2 (RFC 8441); targets are asked for the upgrade of HTTP/1.1 that means the same.
    private static bool IsExtendedConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };

    private static async Task PassBodyAsync(HttpContext context, HttpResponseMessage answer)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
            await body.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            context.Abort(); // the headers are out already: a cut connection is the only way to say that the body is not whole
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

    private static async Task TunnelAsync(HttpContext context, HttpResponseMessage answer)
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
}

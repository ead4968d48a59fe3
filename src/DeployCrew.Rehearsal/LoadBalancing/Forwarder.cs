using System.Diagnostics;
using System.Net;
using DeployCrew.Rehearsal.Metrics;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>Passes requests on to targets, streaming both ways, and answers the rest as the listener says.</summary>
internal sealed class Forwarder(Router router, InFlightRequests requests, TrafficMeter traffic) : IDisposable
{
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
        var decision = Take(listenerArn, ListenerRequest.Of(context));
        if (decision.Target is { } target)
        {
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

    // What becomes of a request; its target counts it from here on, and is not stopped before it is answered.
    private Decision Take(string listenerArn, ListenerRequest request)
    {
        while (true)
        {
            var decision = router.Decide(listenerArn, request);
            if (decision.Target is not { } target)
                return decision;
            requests.Begin(target.TaskId);
            if (router.IsServing(listenerArn, target))
                return decision;
            requests.End(target.TaskId); // it began to drain before it was known that there is a request to wait for
        }
    }

    // 502: no connection, or not HTTP. 504: nobody accepted the connection in time (ELB user guide, "HTTP 504: Gateway timeout").
    private async Task ForwardAsync(HttpContext context, TargetAddress target, GroupTraffic measured)
    {
        var asked = Stopwatch.GetTimestamp();
        using var request = TargetRequest.Of(context, target);
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
        catch (OperationCanceledException)
        {
            if (!context.RequestAborted.IsCancellationRequested)
                context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
            return;
        }

        measured.Answered((int)answer.StatusCode, Stopwatch.GetElapsedTime(asked));
        using (answer)
            await TargetAnswer.PassAsync(context, answer);
    }
}

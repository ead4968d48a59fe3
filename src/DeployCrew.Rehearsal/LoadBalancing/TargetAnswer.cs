using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>Passes a target's answer to the client as it comes.</summary>
internal static class TargetAnswer
{
    public static async Task PassAsync(HttpContext context, HttpResponseMessage answer)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        Copy(answer.Headers.NonValidated, context.Response.Headers);
        Copy(answer.Content.Headers.NonValidated, context.Response.Headers);
        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols)
            await WebSocketUpgrade.TunnelAsync(context, answer);
        else
            await PassBodyAsync(context, answer);
    }

    private static void Copy(HttpHeadersNonValidated from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (!HopByHop.Has(name))
                to[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
        }
    }

    private static async Task PassBodyAsync(HttpContext context, HttpResponseMessage answer)
    {
        try
        {
            // Kestrel sends each piece when it is written, and the headers with the first one.
            await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
            await body.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            context.Abort(); // the headers are out already: a cut connection is the only way to say that the body is not whole
        }
    }
}

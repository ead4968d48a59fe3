using Microsoft.AspNetCore.Http;

namespace DeployCrew.Web.Access;

/// <summary>Ends event streams after a while: who has lost their token or session meanwhile does not get another one.</summary>
internal sealed class StreamLife(RequestDelegate next, WebOptions options, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!options.AsksWho || !RequestRates.IsStream(context))
        {
            await next(context);
            return;
        }

        await using var end = time.CreateTimer(_ => context.Abort(), null, options.Limits.Stream, Timeout.InfiniteTimeSpan);
        await next(context);
    }
}

using DeployCrew.Rehearsal.Faults;
using DeployCrew.Rehearsal.Stacks;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>What the local cloud has beside AWS's APIs, below <c>/_deploycrew/</c>: its health, its end, stacks, faults, and what rollouts look at. For its own key only.</summary>
internal sealed class OwnPaths(StackEndpoint stacks, FaultEndpoint faults, RolloutEndpoint rollouts, string secretAccessKey, TaskCompletionSource stopRequested)
{
    public const string Prefix = "/_deploycrew";

    public Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != "Bearer " + secretAccessKey)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith(StackEndpoint.Prefix, StringComparison.Ordinal))
            return stacks.AnswerAsync(context);
        if (context.Request.Path.StartsWithSegments(FaultEndpoint.Prefix, StringComparison.Ordinal))
            return faults.AnswerAsync(context);
        if (RolloutEndpoint.IsFor(context.Request.Path))
            return rollouts.AnswerAsync(context);
        if (path == "/_deploycrew/stop" && HttpMethods.IsPost(context.Request.Method))
            stopRequested.TrySetResult();
        else if (path != "/_deploycrew/health")
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>The stack engine's way in: <c>/_deploycrew/stacks/{project}/{environment}[/{resource}]</c>. Not an AWS API.</summary>
internal sealed class StackEndpoint(StateStore store, StackProvider provider, LoadBalancerHosts balancers)
{
    public const string Prefix = "/_deploycrew/stacks/";

    public async Task AnswerAsync(HttpContext context)
    {
        var parts = (context.Request.Path.Value ?? "")[Prefix.Length..].Split('/');
        if (parts.Length is < 2 or > 3)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var stack = $"{parts[0]}/{parts[1]}";
        JsonObject answer;
        try
        {
            answer = await HandleAsync(context, stack, parts.Length == 3 ? Uri.UnescapeDataString(parts[2]) : null);
            if (context.Request.Method != "GET")
                await store.SavedAsync(context.RequestAborted);
        }
        catch (AwsFault fault)
        {
            context.Response.StatusCode = fault.Status ?? StatusCodes.Status400BadRequest;
            answer = new JsonObject { ["code"] = fault.Code, ["message"] = fault.Message };
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer), context.RequestAborted);
    }

    private async Task<JsonObject> HandleAsync(HttpContext context, string stack, string? name)
    {
        switch (context.Request.Method)
        {
            case "GET" when name is null && context.Request.Query["drift"] == "true":
                return provider.Drift(stack);
            case "GET" when name is null:
                return provider.Describe(stack);
            case "PUT" when name is not null:
                var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? [];
                var outputs = provider.Put(stack, name, body.Required("type"), body.Object("inputs") ?? [], body.Object("tags") ?? []);
                await balancers.ReconcileAsync(context.RequestAborted);
                return outputs;
            case "DELETE" when name is not null:
                provider.Delete(stack, name);
                await balancers.ReconcileAsync(context.RequestAborted);
                return [];
            default:
                throw new AwsFault("MethodNotAllowed", "no such operation", StatusCodes.Status405MethodNotAllowed);
        }
    }
}

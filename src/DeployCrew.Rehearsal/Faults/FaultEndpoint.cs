using System.Globalization;
using System.Text.Json;
using DeployCrew.Core.Json;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Faults;

/// <summary>The way in for <see cref="LocalCloudFaults"/>: <c>/_deploycrew/faults[/{id}]</c>. Not an AWS API.</summary>
internal sealed class FaultEndpoint(FaultPlan faults)
{
    public const string Prefix = "/_deploycrew/faults";

    public async Task AnswerAsync(HttpContext context)
    {
        var rest = (context.Request.Path.Value ?? "")[Prefix.Length..].Trim('/');
        var id = int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        switch (context.Request.Method)
        {
            case "GET" when rest.Length == 0:
                await WriteAsync(context, faults.List());
                return;
            case "POST" when rest.Length == 0:
                await AddAsync(context);
                return;
            case "DELETE" when rest.Length == 0 || id is not null:
                await WriteAsync(context, faults.Clear(id));
                return;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
        }
    }

    private async Task AddAsync(HttpContext context)
    {
        FaultRule? rule;
        try
        {
            rule = await JsonSerializer.DeserializeAsync<FaultRule>(context.Request.Body, JsonFormat.Compact, context.RequestAborted);
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (rule is null || rule.Problems().Any())
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else
            await WriteAsync(context, faults.Add(rule));
    }

    private static Task WriteAsync<T>(HttpContext context, T answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, JsonFormat.Compact), context.RequestAborted).AsTask();
    }
}

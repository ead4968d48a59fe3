using System.Globalization;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.State;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>The way in for <see cref="LocalCloudRollouts"/>: <c>/_deploycrew/alarms[?name=…]</c> and <c>/_deploycrew/time-scale</c>. Not an AWS API.</summary>
internal sealed class RolloutEndpoint(StateStore store, TimeProvider time)
{
    public const string Alarms = "/_deploycrew/alarms";
    public const string TimeScale = "/_deploycrew/time-scale";

    public static bool IsFor(PathString path) =>
        path.StartsWithSegments(Alarms, StringComparison.Ordinal) || path.StartsWithSegments(TimeScale, StringComparison.Ordinal);

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var name = context.Request.Query["name"].ToString();
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        switch (context.Request.Method)
        {
            case "GET" when path == Alarms:
                await WriteAsync(context, store.Read(state => state.Alarms.ToDictionary(alarm => alarm.Key, alarm => alarm.Value.Value)));
                return;
            case "PUT" when path == Alarms && name.Length > 0 && body is "OK" or "ALARM" or "INSUFFICIENT_DATA":
                store.Change(state => state.Alarms[name] = (state.Alarms.GetValueOrDefault(name) ?? new()) with { Value = body, Reason = "Set by hand", Since = time.GetUtcNow() });
                break;
            case "GET" when path == TimeScale:
                await WriteAsync(context, store.Read(state => state.TimeScale));
                return;
            case "PUT" when path == TimeScale && double.TryParse(body, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale is >= 1 and <= LocalCloudRollouts.MostTimeScale:
                store.Change(state => state.TimeScale = scale);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
        }

        await store.SavedAsync(context.RequestAborted);
    }

    private static Task WriteAsync<T>(HttpContext context, T answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, JsonFormat.Compact), context.RequestAborted).AsTask();
    }
}

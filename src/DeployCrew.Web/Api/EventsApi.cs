using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using DeployCrew.Core.Runs;
using DeployCrew.Reports;
using DeployCrew.Runs;
using DeployCrew.Web.Access;
using DeployCrew.Web.Runs;
using DeployCrew.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Api;

/// <summary><c>/api/v1/runs/{id}/events</c>: what happens in a run, as server-sent events; ids are the journal's, and a stream goes on after
/// <c>Last-Event-ID</c>.</summary>
internal static class EventsApi
{
    // What a run keeps for itself (outputs, tools' arguments) is not told.
    private static readonly HashSet<string> Told =
    [
        JournalKinds.RunStarted, JournalKinds.RunResumed, JournalKinds.RunCancelled, JournalKinds.RunEnded, JournalKinds.StageStarted, JournalKinds.StageEnded,
        JournalKinds.Progress, JournalKinds.RolloutSample, JournalKinds.RolloutAnalysis, JournalKinds.HandedOff,
    ];

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/v1/runs/{id}/events", (HttpContext context, string id, RunStore store, Concealment concealment, TimeProvider time, long after = 0) =>
    {
        // A stream that broke off says where; one that begins, from where on it wants to know.
        var from = long.TryParse(context.Request.Headers["Last-Event-ID"], CultureInfo.InvariantCulture, out var last) && last > 0 ? last : after;
        return TypedResults.ServerSentEvents(EventsAsync(store.Find(id), from, concealment, time, context.RequestAborted));
    }).Operation("followRun", "What happens in a run, as server-sent events, after an entry of its journal or after Last-Event-ID; it does not end.", 404)
        .ProducesFile("text/event-stream").ForViewers().AsStream();

    private static async IAsyncEnumerable<SseItem<JsonNode>> EventsAsync(
        RunFolder folder, long after, Concealment concealment, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in JournalFeed.FollowAsync(folder.JournalFile, after, time, cancellationToken))
        {
            if (!Told.Contains(entry.Kind))
                continue;
            // Of the request only what the page shows: the rest are paths.
            object? data = entry.Kind == JournalKinds.RunStarted ? null : entry.Kind == JournalKinds.HandedOff ? entry.Key : entry.Data;
            var shown = concealment.Json(new { at = entry.At, stage = entry.Source, text = LogText.Of(entry), data });
            yield return new SseItem<JsonNode>(shown!, entry.Kind) { EventId = entry.Sequence.ToString(CultureInfo.InvariantCulture) };
        }
    }
}

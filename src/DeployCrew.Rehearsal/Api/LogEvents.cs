using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>CloudWatch Logs' streams and events: what tasks write, and what is put there through the API.</summary>
internal sealed class LogEvents(StateStore store, LogStreams streams, TimeProvider time)
{
    private const int MostEvents = 10_000;
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(14);
    private static readonly TimeSpan Newest = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongestBatch = TimeSpan.FromHours(24);

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["CreateLogStream"] = Create,
        ["DescribeLogStreams"] = Describe,
        ["DeleteLogStream"] = Delete,
        ["PutLogEvents"] = Put,
        ["GetLogEvents"] = Get,
        ["FilterLogEvents"] = Filter,
    };

    private JsonObject Create(JsonObject request, AwsCall call)
    {
        var (group, stream) = (Group(request), request.Text("logStreamName")!);
        if (streams.Exists(group.Name, stream))
            throw new AwsFault("ResourceAlreadyExistsException", "The specified log stream already exists");
        streams.Append(group.Name, stream, []);
        return [];
    }

    private JsonObject Delete(JsonObject request, AwsCall call)
    {
        var (group, stream) = Stream(request);
        streams.Delete(group.Name, stream);
        return [];
    }

    private JsonObject Describe(JsonObject request, AwsCall call)
    {
        var group = Group(request);
        var byTime = request.Text("orderBy") == "LastEventTime";
        if (byTime && request.Text("logStreamNamePrefix") is not null)
            throw new AwsFault("InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix.");
        var found = streams.List(group.Name).Where(stream => stream.Name.StartsWith(request.Text("logStreamNamePrefix") ?? "", StringComparison.Ordinal));
        string KeyOf((string Name, DateTimeOffset CreatedAt, DateTimeOffset LastWritten) stream) => byTime ? OrderKeys.Of(stream.LastWritten, stream.Name) : stream.Name;
        var sorted = found.OrderBy(KeyOf, StringComparer.Ordinal);
        return call.List("logStreams", [.. request.Flag("descending") ? sorted.Reverse() : sorted], KeyOf, request, PageMembers.Logs, 50, stream =>
        {
            var lines = streams.Read(group.Name, stream.Name);
            return new JsonObject
            {
                ["logStreamName"] = stream.Name,
                ["creationTime"] = stream.CreatedAt.ToUnixTimeMilliseconds(),
                ["firstEventTimestamp"] = lines.Count == 0 ? null : lines.Min(line => line.Milliseconds),
                ["lastEventTimestamp"] = lines.Count == 0 ? null : lines.Max(line => line.Milliseconds),
                ["lastIngestionTime"] = lines.Count == 0 ? null : stream.LastWritten.ToUnixTimeMilliseconds(),
                ["arn"] = $"{LogsApi.Arn(group)}:log-stream:{stream.Name}",
                ["storedBytes"] = 0,
            };
        });
    }

    // Events of a batch are in order and within a day, or none is taken; those that are too old or too new are left out, and said.
    private JsonObject Put(JsonObject request, AwsCall call)
    {
        var (group, stream) = Stream(request);
        var now = time.GetUtcNow();
        var events = request.Objects("logEvents").Select(one => new LogLine(one.Long("timestamp") ?? 0, one.Text("message") ?? "", now.ToUnixTimeMilliseconds())).ToArray();
        if (events.Zip(events.Skip(1)).Any(pair => pair.First.Milliseconds > pair.Second.Milliseconds))
            throw new AwsFault("InvalidParameterException", "Log events in a single PutLogEvents request must be in chronological order.");
        if (events[^1].Milliseconds - events[0].Milliseconds > LongestBatch.TotalMilliseconds)
            throw new AwsFault("InvalidParameterException", "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        var oldest = (now - Oldest).ToUnixTimeMilliseconds();
        var expired = RetentionStart(group);
        var newest = (now + Newest).ToUnixTimeMilliseconds();
        streams.Append(group.Name, stream, [.. events.Where(line => line.Milliseconds >= Math.Max(oldest, expired) && line.Milliseconds <= newest)]);
        var rejected = new JsonObject();
        if (events[0].Milliseconds < expired)
            rejected["expiredLogEventEndIndex"] = events.Count(line => line.Milliseconds < expired);
        else if (events[0].Milliseconds < oldest)
            rejected["tooOldLogEventEndIndex"] = events.Count(line => line.Milliseconds < oldest);
        if (events[^1].Milliseconds > newest)
            rejected["tooNewLogEventStartIndex"] = events.Count(line => line.Milliseconds <= newest);
        return new JsonObject
        {
            ["nextSequenceToken"] = Guid.NewGuid().ToString("N"), // nobody needs it any more; older clients want one
            ["rejectedLogEventsInfo"] = rejected.Count == 0 ? null : rejected,
        };
    }

    // Tokens of GetLogEvents point into the stream: f/<place> goes forward from there, b/<place> backward. At the end the same one comes back.
    private JsonObject Get(JsonObject request, AwsCall call)
    {
        var (group, stream) = Stream(request);
        var lines = Lines(group, stream, request).OrderBy(found => found.Line.Milliseconds).Select(found => found.Line).ToArray();
        var limit = request.Number("limit") ?? MostEvents;
        var (backward, place) = Place(request.Text("nextToken"), call.Pages);
        var start = place is null ? request.Flag("startFromHead") ? 0 : Math.Max(0, lines.Length - limit)
            : backward ? Math.Max(0, place.Value - limit) : place.Value;
        var end = Math.Clamp(backward && place is { } before ? before : start + limit, 0, lines.Length);
        start = Math.Min(start, end);
        return new JsonObject
        {
            ["events"] = lines.Skip(start).Take(end - start).Select(line => (JsonNode?)Json(line)).ToJsonArray(),
            ["nextForwardToken"] = "f/" + call.Pages.Seal(end),
            ["nextBackwardToken"] = "b/" + call.Pages.Seal(start),
        };
    }

    private static (bool Backward, int? Place) Place(string? token, Pager pages) => token is null ? (false, null)
        : token is ['f' or 'b', '/', ..] && pages.Open(token[2..]) is { } place ? (token[0] == 'b', place)
        : throw new AwsFault("InvalidParameterException", "The specified nextToken is invalid.");

    private JsonObject Filter(JsonObject request, AwsCall call)
    {
        var group = Group(request);
        var named = request.Texts("logStreamNames");
        var prefix = request.Text("logStreamNamePrefix");
        if (named.Count > 0 && prefix is not null)
            throw new AwsFault("InvalidParameterException", "Parameters logStreamNames and logStreamNamePrefix are mutually exclusive.");
        if (named.FirstOrDefault(name => !streams.Exists(group.Name, name)) is not null)
            throw new AwsFault("ResourceNotFoundException", "The specified log stream does not exist.");
        var pattern = FilterPattern.Parse(request.Text("filterPattern") ?? "");
        var found = streams.List(group.Name)
            .Where(stream => (named.Count == 0 || named.Contains(stream.Name)) && stream.Name.StartsWith(prefix ?? "", StringComparison.Ordinal))
            .SelectMany(stream => Lines(group, stream.Name, request).Select(found => (stream.Name, found.Index, found.Line)))
            .Where(one => pattern.Matches(one.Line.Message))
            .Select(one => (one.Name, one.Index, one.Line, Key: $"{one.Line.Milliseconds:D19}\0{one.Name}\0{one.Index:D10}"))
            .OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        var answer = call.List("events", found, one => one.Key, request, PageMembers.Logs, MostEvents, one =>
        {
            var json = Json(one.Line);
            json["logStreamName"] = one.Name;
            json["eventId"] = $"{one.Name}/{one.Index}";
            return json;
        });
        answer["searchedLogStreams"] = new JsonArray();
        return answer;
    }

    private static JsonObject Json(LogLine line) => new()
    {
        ["timestamp"] = line.Milliseconds,
        ["message"] = line.Message,
        ["ingestionTime"] = line.Ingested ?? line.Milliseconds,
    };

    // Milliseconds since 1970; the start is part of the range, the end is not. What the group's retention is over for is not there any more.
    private IEnumerable<(LogLine Line, int Index)> Lines(LogGroupState group, string stream, JsonObject request)
    {
        var start = Math.Max(RetentionStart(group), request.Long("startTime") ?? long.MinValue);
        var end = request.Long("endTime") ?? long.MaxValue;
        return streams.Read(group.Name, stream).Select((line, index) => (Line: line, Index: index)).Where(found => start <= found.Line.Milliseconds && found.Line.Milliseconds < end);
    }

    private long RetentionStart(LogGroupState group) =>
        group.RetentionDays is { } days ? time.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds() : long.MinValue;

    private LogGroupState Group(JsonObject request) => store.Read(state => LogsApi.Known(state, request));

    private (LogGroupState Group, string Stream) Stream(JsonObject request)
    {
        var (group, stream) = (Group(request), request.Text("logStreamName")!);
        return streams.Exists(group.Name, stream) ? (group, stream) : throw new AwsFault("ResourceNotFoundException", "The specified log stream does not exist.");
    }
}

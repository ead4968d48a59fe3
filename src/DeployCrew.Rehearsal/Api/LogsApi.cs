using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>CloudWatch Logs (API 2014-03-28).</summary>
internal sealed class LogsApi(StateStore store, LogStreams streams, TimeProvider time)
{
    public JsonOperations Operations => new("Logs_20140328", "logs", new Dictionary<string, Func<JsonObject, AwsCall, JsonObject>>
    {
        ["CreateLogGroup"] = (request, call) =>
        {
            Ensure(request.Required("logGroupName"), null, call.Region, mustBeNew: true);
            return [];
        },
        ["DescribeLogGroups"] = DescribeGroups,
        ["DescribeLogStreams"] = DescribeStreams,
        ["GetLogEvents"] = GetEvents,
        ["FilterLogEvents"] = FilterEvents,
    });

    /// <summary>Creates a group or changes its retention, for the stack engine too.</summary>
    public LogGroupState Ensure(string name, int? retentionDays, string region, bool mustBeNew = false) => store.Change(state =>
    {
        if (state.LogGroups.TryGetValue(name, out var group) && mustBeNew)
            throw new AwsFault("ResourceAlreadyExistsException", "The specified log group already exists");
        if (group is null)
            state.LogGroups[name] = group = new LogGroupState { Name = name, Region = region, CreatedAt = time.GetUtcNow() };
        group.RetentionDays = retentionDays ?? group.RetentionDays;
        return group;
    });

    public static string Arn(LogGroupState group) => CloudIdentity.Arn("logs", group.Region, $"log-group:{group.Name}:*");

    private JsonObject DescribeGroups(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var prefix = request.Text("logGroupNamePrefix") ?? "";
        var all = state.LogGroups.Values.Where(group => group.Name.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        var (items, next) = Page.Of(all, request.Text("nextToken"), request.Number("limit"), 50);
        var answer = new JsonObject
        {
            ["logGroups"] = items.Select(group =>
            {
                var json = new JsonObject { ["logGroupName"] = group.Name, ["arn"] = Arn(group), ["creationTime"] = group.CreatedAt.ToUnixTimeMilliseconds(), ["storedBytes"] = 0 };
                if (group.RetentionDays is { } days)
                    json["retentionInDays"] = days;
                return (JsonNode?)json;
            }).ToJsonArray(),
        };
        if (next is not null)
            answer["nextToken"] = next;
        return answer;
    });

    private JsonObject DescribeStreams(JsonObject request, AwsCall call)
    {
        var group = Group(request);
        var prefix = request.Text("logStreamNamePrefix") ?? "";
        var all = streams.List(group).Where(stream => stream.Name.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        var (items, next) = Page.Of(all, request.Text("nextToken"), request.Number("limit"), 50);
        var answer = new JsonObject
        {
            ["logStreams"] = items.Select(stream => (JsonNode?)new JsonObject
            {
                ["logStreamName"] = stream.Name,
                ["lastEventTimestamp"] = stream.LastWritten.ToUnixTimeMilliseconds(),
            }).ToJsonArray(),
        };
        if (next is not null)
            answer["nextToken"] = next;
        return answer;
    }

    // Tokens of GetLogEvents point into the stream: f/<index> goes forward from there, b/<index> backward.
    private JsonObject GetEvents(JsonObject request, AwsCall call)
    {
        var group = Group(request);
        var stream = request.Required("logStreamName");
        if (!streams.Exists(group, stream))
            throw new AwsFault("ResourceNotFoundException", "The specified log stream does not exist.");
        var lines = streams.Read(group, stream).Where(line => IsWithin(request, line)).ToArray();
        var limit = request.Number("limit") ?? 10_000;
        var token = request.Text("nextToken");
        var index = token is { Length: > 2 } && int.TryParse(token[2..], out var at) ? Math.Clamp(at, 0, lines.Length) : (int?)null;
        var start = index is { } from
            ? token![0] == 'f' ? from : Math.Max(0, from - limit)
            : request.Flag("startFromHead") ? 0 : Math.Max(0, lines.Length - limit);
        var end = index is { } to && token![0] == 'b' ? to : Math.Min(lines.Length, start + limit);
        return new JsonObject
        {
            ["events"] = lines.Skip(start).Take(end - start).Select(line => (JsonNode?)new JsonObject
            {
                ["timestamp"] = line.Milliseconds,
                ["message"] = line.Message,
                ["ingestionTime"] = line.Milliseconds,
            }).ToJsonArray(),
            ["nextForwardToken"] = $"f/{end}",
            ["nextBackwardToken"] = $"b/{start}",
        };
    }

    private JsonObject FilterEvents(JsonObject request, AwsCall call)
    {
        var group = Group(request);
        var named = request.Texts("logStreamNames");
        var prefix = request.Text("logStreamNamePrefix") ?? "";
        var pattern = (request.Text("filterPattern") ?? "").Trim('"');
        var all = streams.List(group)
            .Where(stream => (named.Count == 0 || named.Contains(stream.Name)) && stream.Name.StartsWith(prefix, StringComparison.Ordinal))
            .SelectMany(stream => streams.Read(group, stream.Name).Select((line, index) => (stream.Name, index, line)))
            .Where(found => IsWithin(request, found.line) && found.line.Message.Contains(pattern, StringComparison.Ordinal))
            .OrderBy(found => found.line.Milliseconds).ToArray();
        var (items, next) = Page.Of(all, request.Text("nextToken"), request.Number("limit"), 10_000);
        var answer = new JsonObject
        {
            ["events"] = items.Select(found => (JsonNode?)new JsonObject
            {
                ["logStreamName"] = found.Name,
                ["timestamp"] = found.line.Milliseconds,
                ["message"] = found.line.Message,
                ["ingestionTime"] = found.line.Milliseconds,
                ["eventId"] = $"{found.Name}/{found.index}",
            }).ToJsonArray(),
            ["searchedLogStreams"] = new JsonArray(),
        };
        if (next is not null)
            answer["nextToken"] = next;
        return answer;
    }

    // Milliseconds since 1970; the start is part of the range, the end is not.
    private static bool IsWithin(JsonObject request, LogLine line) =>
        (request["startTime"]?.GetValue<long>() ?? long.MinValue) <= line.Milliseconds && line.Milliseconds < (request["endTime"]?.GetValue<long>() ?? long.MaxValue);

    private string Group(JsonObject request)
    {
        var name = request.Text("logGroupName") ?? request.Text("logGroupIdentifier") ?? throw new AwsFault("InvalidParameterException", "logGroupName is required.");
        return store.Read(state => state.LogGroups.ContainsKey(name)) ? name : throw new AwsFault("ResourceNotFoundException", "The specified log group does not exist.");
    }
}

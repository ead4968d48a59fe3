using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;

namespace DeployCrew.Aws.Logs;

/// <summary>CloudWatch Logs (API 2014-03-28).</summary>
internal sealed class LogsClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Logs, connection);

    /// <summary>Names of the log groups that begin so.</summary>
    public async Task<IReadOnlyList<string>> ListGroupsAsync(string prefix, CancellationToken cancellationToken) => await client
        .JsonPagesAsync("DescribeLogGroups", new() { ["logGroupNamePrefix"] = prefix }, new("nextToken", "nextToken", "logGroups"), cancellationToken)
        .Select(json => ((JsonObject)json).Text("logGroupName")).ToListAsync(cancellationToken);

    /// <summary>The last events of a stream, oldest first.</summary>
    /// <param name="group">Log group.</param>
    /// <param name="stream">Log stream.</param>
    /// <param name="limit">1-10,000.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<LogEvent>> GetLastAsync(string group, string stream, int limit, CancellationToken cancellationToken)
    {
        // An answer may be empty although there are events further back; the same token again says that there are none.
        var request = new JsonObject { ["logGroupName"] = group, ["logStreamName"] = stream, ["limit"] = limit, ["startFromHead"] = false };
        var events = new List<LogEvent>();
        string? token = null;
        while (true)
        {
            if (token is not null)
                request["nextToken"] = token;
            var page = await client.JsonAsync("GetLogEvents", request, Effect.Repeatable, cancellationToken);
            events.InsertRange(0, page.Objects("events").Select(json => Read(json, stream)));
            var next = page.TextOrNull("nextBackwardToken");
            if (events.Count >= limit || string.IsNullOrEmpty(next) || next == token)
                return [.. events.TakeLast(limit)];
            token = next;
        }
    }

    /// <summary>All events of a group from a time on.</summary>
    /// <param name="filter">Which ones.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IAsyncEnumerable<LogEvent> FilterAsync(LogFilter filter, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["logGroupName"] = filter.Group };
        if (filter.From is { } from)
            request["startTime"] = from.ToUnixTimeMilliseconds();
        if (filter.To is { } to)
            request["endTime"] = to.ToUnixTimeMilliseconds();
        if (filter.StreamPrefix is { } prefix)
            request["logStreamNamePrefix"] = prefix;
        if (filter.Pattern is { } pattern)
            request["filterPattern"] = pattern;
        return client.JsonPagesAsync("FilterLogEvents", request, new("nextToken", "nextToken", "events"), cancellationToken)
            .Select(json => Read((JsonObject)json, ((JsonObject)json).TextOrNull("logStreamName") ?? ""));
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static LogEvent Read(JsonObject json, string stream) => new(
        json.TextOrNull("eventId") ?? "", stream, DateTimeOffset.FromUnixTimeMilliseconds((long)(json.DecimalOrNull("timestamp") ?? 0)), json.Text("message"));
}

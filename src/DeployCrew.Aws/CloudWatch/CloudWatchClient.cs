using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.CloudWatch;

/// <summary>CloudWatch alarms and metrics (API 2010-08-01, by its JSON 1.0 protocol).</summary>
internal sealed class CloudWatchClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.CloudWatch, connection);

    /// <summary>Metric and composite alarms by name; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<Alarm>> DescribeAlarmsAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var alarms = new List<Alarm>();
        foreach (var chunk in names.Chunk(100))
        {
            var request = new JsonObject
            {
                ["AlarmNames"] = JsonFields.Array(chunk),
                ["AlarmTypes"] = JsonFields.Array("MetricAlarm", "CompositeAlarm"),
                ["MaxRecords"] = 100,
            };
            alarms.AddRange(await AlarmsAsync(request, cancellationToken));
        }

        return alarms;
    }

    /// <summary>Metric and composite alarms whose names begin so.</summary>
    public Task<IReadOnlyList<Alarm>> DescribeAlarmsAsync(string prefix, CancellationToken cancellationToken) => AlarmsAsync(
        new() { ["AlarmNamePrefix"] = prefix, ["AlarmTypes"] = JsonFields.Array("MetricAlarm", "CompositeAlarm"), ["MaxRecords"] = 100 }, cancellationToken);

    /// <summary>Values of metrics, oldest first, by the id of each query; a metric without values has an empty list.</summary>
    /// <param name="queries">1-500 metrics.</param>
    /// <param name="from">From then on.</param>
    /// <param name="to">Before then.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<MetricValue>>> GetMetricDataAsync(
        IReadOnlyList<MetricQuery> queries, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var request = new JsonObject
        {
            ["MetricDataQueries"] = new JsonArray([.. queries.Select(Query)]),
            ["StartTime"] = from.ToUnixTimeSeconds(),
            ["EndTime"] = to.ToUnixTimeSeconds(),
            ["ScanBy"] = "TimestampAscending",
        };
        // A metric with many values is on several pages, a part on each.
        var parts = await client.JsonPagesAsync("GetMetricData", request, new("NextToken", "NextToken", "MetricDataResults"), cancellationToken)
            .Select(node => (JsonObject)node).ToListAsync(cancellationToken);
        return queries.ToDictionary(
            query => query.Id,
            query => (IReadOnlyList<MetricValue>)[.. parts.Where(part => part.TextOrNull("Id") == query.Id).SelectMany(Values).OrderBy(value => value.At)],
            StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    // A page has both kinds, so that it is the page that is read, not one list.
    private async Task<IReadOnlyList<Alarm>> AlarmsAsync(JsonObject request, CancellationToken cancellationToken) => await Pages.ReadAsync<JsonObject, Alarm>(
        "monitoring:DescribeAlarms",
        token =>
        {
            var page = (JsonObject)request.DeepClone();
            if (token is not null)
                page["NextToken"] = token;
            return client.JsonAsync("DescribeAlarms", page, Effect.Repeatable, cancellationToken);
        },
        page => page.Objects("MetricAlarms").Concat(page.Objects("CompositeAlarms")).Select(Read), page => page.TextOrNull("NextToken"), cancellationToken)
        .ToListAsync(cancellationToken);

    private static Alarm Read(JsonObject json) => new(
        json.Text("AlarmName"), json.TextOrNull("AlarmArn") ?? "",
        json.TextOrNull("StateValue") switch { "OK" => AlarmState.Ok, "ALARM" => AlarmState.Alarm, "INSUFFICIENT_DATA" => AlarmState.InsufficientData, _ => AlarmState.Unknown },
        json.TextOrNull("StateReason"), json.TimeOrNull("StateUpdatedTimestamp"));

    private static JsonNode Query(MetricQuery query) => new JsonObject
    {
        ["Id"] = query.Id,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = query.Namespace,
                ["MetricName"] = query.Metric,
                ["Dimensions"] = new JsonArray([.. query.Dimensions.Select(one => (JsonNode)new JsonObject { ["Name"] = one.Key, ["Value"] = one.Value })]),
            },
            ["Period"] = (int)query.Period.TotalSeconds,
            ["Stat"] = query.Statistic,
        },
    };

    private static IEnumerable<MetricValue> Values(JsonObject part)
    {
        var times = (part["Timestamps"] as JsonArray ?? []).Select(time => new JsonObject { ["at"] = time?.DeepClone() }.TimeOrNull("at") ?? default).ToList();
        var values = (part["Values"] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.GetValue<double>()).ToList();
        return times.Count == values.Count ? times.Zip(values, (at, value) => new MetricValue(at, value))
            : throw AwsErrors.UnexpectedAnswer("monitoring:GetMetricData", "a metric has more times than values, or fewer");
    }
}

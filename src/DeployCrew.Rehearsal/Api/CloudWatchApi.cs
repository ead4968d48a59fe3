using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Metrics;

namespace DeployCrew.Rehearsal.Api;

/// <summary>CloudWatch (API 2010-08-01): the load balancers' metrics, and alarms on them.</summary>
internal sealed class CloudWatchApi(BalancerMetrics metrics, CloudWatchAlarms alarms)
{
    private const int MostPoints = 100800;
    private static readonly PageMembers Pages = new("NextToken", "MaxRecords", "NextToken");

    public AwsService Service => new(
        "cloudwatch", new ServiceFaults("ValidationError", "InvalidNextToken", "InternalServiceError"),
        new Dictionary<string, AwsOperation>(alarms.Operations)
        {
            ["GetMetricData"] = Data,
            ["GetMetricStatistics"] = (request, _) => Statistics(request),
            ["ListMetrics"] = List,
        });

    private JsonObject Data(JsonObject request, AwsCall call)
    {
        var (from, to) = (Second(request, "StartTime"), Second(request, "EndTime"));
        var newestFirst = request.Text("ScanBy") != "TimestampAscending";
        var results = request.Objects("MetricDataQueries").Where(query => query.FlagOrNull("ReturnData") ?? true).Select(query => (JsonNode?)Result(query, from, to, newestFirst));
        return new JsonObject { ["MetricDataResults"] = results.ToJsonArray(), ["Messages"] = new JsonArray() };
    }

    private JsonObject Result(JsonObject query, long from, long to, bool newestFirst)
    {
        var wanted = query.Object("MetricStat") ?? throw new AwsFault("ValidationError", "The local cloud has no metric math: a query needs a MetricStat.");
        var metric = MetricId.Of(wanted.Object("Metric") ?? []);
        var statistic = Known(wanted.Text("Stat") ?? "");
        var values = metrics.Series(metric, statistic, from, to, Period(wanted, from, to));
        if (newestFirst)
            values = [.. values.Reverse()];
        return new JsonObject
        {
            ["Id"] = query.Text("Id"),
            ["Label"] = query.Text("Label") ?? metric.Name,
            ["Timestamps"] = new JsonArray([.. values.Select(value => (JsonNode)value.At)]),
            ["Values"] = new JsonArray([.. values.Select(value => (JsonNode)value.Value)]),
            ["StatusCode"] = "Complete",
        };
    }

    private JsonObject Statistics(JsonObject request)
    {
        var (from, to) = (Second(request, "StartTime"), Second(request, "EndTime"));
        if (from >= to)
            throw new AwsFault("InvalidParameterCombination", "The parameter StartTime must be less than the parameter EndTime.");
        var (plain, extended) = (request.Texts("Statistics"), request.Texts("ExtendedStatistics"));
        if (plain.Count == 0 && extended.Count == 0)
            throw new AwsFault("MissingParameter", "At least one of the parameters Statistics and ExtendedStatistics must be specified.");
        var metric = MetricId.Of(request);
        var period = Period(request, from, to);
        var points = new SortedDictionary<long, JsonObject>();
        foreach (var statistic in plain.Concat(extended).Select(Known))
        {
            foreach (var (at, value) in metrics.Series(metric, statistic, from, to, period))
            {
                if (!points.TryGetValue(at, out var point))
                    points[at] = point = new JsonObject { ["Timestamp"] = at, ["Unit"] = BalancerMetrics.UnitOf(metric.Name) };
                if (plain.Contains(statistic))
                    point[statistic] = value;
                else
                    ((JsonObject)(point["ExtendedStatistics"] ??= new JsonObject()))[statistic] = value;
            }
        }

        return new JsonObject { ["Label"] = metric.Name, ["Datapoints"] = points.Values.ToJsonArray() };
    }

    private JsonObject List(JsonObject request, AwsCall call)
    {
        var wanted = request.Objects("Dimensions").Select(one => (Name: one.Text("Name") ?? "", Value: one.Text("Value"))).ToArray();
        var found = metrics.All().Where(metric => (request.Text("Namespace") ?? metric.Namespace) == metric.Namespace && (request.Text("MetricName") ?? metric.Name) == metric.Name
            && wanted.All(one => metric.Dimensions.TryGetValue(one.Name, out var value) && (one.Value ?? value) == value))
            .OrderBy(Key, StringComparer.Ordinal).ToArray();
        return call.List("Metrics", found, Key, request, Pages, 500, metric => metric.Json());
    }

    private static string Key(MetricId metric) => $"{metric.Name} {string.Join(' ', metric.Dimensions.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value))}";

    private static long Second(JsonObject request, string name) => (long)Math.Floor(request[name]!.GetValue<double>());

    private static string Known(string statistic) =>
        BalancerMetrics.IsStatistic(statistic) ? statistic : throw new AwsFault("InvalidParameterValue", $"The value {statistic} is not a statistic of the local cloud.");

    private static int Period(JsonObject request, long from, long to)
    {
        var period = request.Number("Period") ?? 60;
        return (to - from) / period <= MostPoints ? period : throw new AwsFault("InvalidParameterCombination", "You have requested too many datapoints: choose a longer period.");
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Metrics;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Alarms of CloudWatch. Those that are only set by hand are among them, and deployments look at all of them.</summary>
internal sealed class CloudWatchAlarms(StateStore store, TimeProvider time)
{
    private static readonly PageMembers Pages = new("NextToken", "MaxRecords", "NextToken");

    // What DescribeAlarms gives back as it was put.
    private static readonly string[] Told =
    [
        "AlarmDescription", "ActionsEnabled", "OKActions", "AlarmActions", "InsufficientDataActions", "MetricName", "Namespace", "Statistic", "ExtendedStatistic", "Dimensions",
        "Period", "Unit", "EvaluationPeriods", "DatapointsToAlarm", "Threshold", "ComparisonOperator", "TreatMissingData", "EvaluateLowSampleCountPercentile",
    ];

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["PutMetricAlarm"] = Put,
        ["DescribeAlarms"] = Describe,
        ["SetAlarmState"] = (request, _) => Set(request),
        ["DeleteAlarms"] = (request, _) => Delete(request),
    };

    private JsonObject Put(JsonObject request, AwsCall call)
    {
        if (request.ContainsKey("Metrics") || request.ContainsKey("ThresholdMetricId") || request.Text("MetricName") is null)
            throw new AwsFault("ValidationError", "The local cloud has alarms on one metric: MetricName and Namespace are needed.");
        var statistic = request.Text("Statistic") ?? request.Text("ExtendedStatistic");
        if (statistic is null || !BalancerMetrics.IsStatistic(statistic))
            throw new AwsFault("ValidationError", "Exactly one of Statistic and ExtendedStatistic must be specified, and be one that there is.");
        if (request.Text("ComparisonOperator") is { } comparison && !comparison.StartsWith("GreaterThan", StringComparison.Ordinal) && !comparison.StartsWith("LessThan", StringComparison.Ordinal)
            || request.Text("ComparisonOperator")?.Contains("Lower", StringComparison.Ordinal) == true || request["Threshold"] is null)
            throw new AwsFault("ValidationError", "The local cloud has alarms with a Threshold; anomaly detection it does not have.");
        if ((request.Number("DatapointsToAlarm") ?? 1) > (request.Number("EvaluationPeriods") ?? 1))
            throw new AwsFault("ValidationError", "DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
        return store.Change(state =>
        {
            var (name, now) = (request.Text("AlarmName")!, time.GetUtcNow());
            var before = state.Alarms.GetValueOrDefault(name) ?? new MetricAlarmState { Reason = "Unchecked: Initial alarm creation", Since = now };
            state.Alarms[name] = before with { Definition = (JsonObject)request.DeepClone(), DefinedAt = now, Region = call.Region };
            return new JsonObject();
        });
    }

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (names, prefix, value, types) = (request.Texts("AlarmNames"), request.Text("AlarmNamePrefix"), request.Text("StateValue"), request.Texts("AlarmTypes"));
        var metric = types.Count == 0 || types.Contains("MetricAlarm");
        var found = state.Alarms.Where(alarm => metric && (names.Count == 0 || names.Contains(alarm.Key)) && alarm.Key.StartsWith(prefix ?? "", StringComparison.Ordinal)
            && (value ?? alarm.Value.Value) == alarm.Value.Value).ToArray();
        var answer = call.List("MetricAlarms", found, alarm => alarm.Key, request, Pages, 50, alarm => Json(alarm.Key, alarm.Value, call.Region));
        answer["CompositeAlarms"] = new JsonArray();
        return answer;
    });

    private JsonObject Set(JsonObject request) => store.Change(state =>
    {
        var name = request.Text("AlarmName")!;
        var alarm = state.Alarms.GetValueOrDefault(name) ?? throw new AwsFault("ResourceNotFound", $"There is no alarm {name}.");
        if (request.Text("StateReasonData") is { } data && !JsonText.IsObject(data))
            throw new AwsFault("InvalidFormat", "StateReasonData is not JSON.");
        state.Alarms[name] = alarm with { Value = request.Text("StateValue")!, Reason = request.Text("StateReason")!, Since = time.GetUtcNow() };
        return new JsonObject();
    });

    private JsonObject Delete(JsonObject request) => store.Change(state =>
    {
        var names = request.Texts("AlarmNames");
        if (names.FirstOrDefault(name => !state.Alarms.ContainsKey(name)) is { } missing)
            throw new AwsFault("ResourceNotFound", $"There is no alarm {missing}.");
        foreach (var name in names)
            state.Alarms.Remove(name);
        return new JsonObject();
    });

    private static JsonObject Json(string name, MetricAlarmState alarm, string region)
    {
        var json = new JsonObject
        {
            ["AlarmName"] = name,
            ["AlarmArn"] = CloudIdentity.Arn("cloudwatch", alarm.Region ?? region, $"alarm:{name}"),
            ["StateValue"] = alarm.Value,
            ["StateReason"] = alarm.Reason,
            ["StateUpdatedTimestamp"] = alarm.Since.Epoch(),
            ["StateTransitionedTimestamp"] = alarm.Since.Epoch(),
            ["AlarmConfigurationUpdatedTimestamp"] = alarm.Definition is null ? null : alarm.DefinedAt.Epoch(),
        };
        foreach (var member in Told)
            json[member] = alarm.Definition?[member]?.DeepClone();
        json["ActionsEnabled"] ??= true;
        return json;
    }
}

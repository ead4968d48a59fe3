using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using static System.FormattableString;

namespace DeployCrew.Rehearsal.Metrics;

/// <summary>What an alarm makes of the values of its evaluation periods (CloudWatch user guide, "Alarm evaluation"). CloudWatch looks at some more periods where values are missing.</summary>
/// <param name="Comparison">GreaterThanThreshold, …</param>
/// <param name="Threshold">What values are compared with.</param>
/// <param name="Enough">Values that have to break it.</param>
/// <param name="Missing">missing | ignore | breaching | notBreaching.</param>
internal sealed record AlarmRule(string Comparison, double Threshold, int Enough, string Missing)
{
    /// <summary>The rule of a PutMetricAlarm.</summary>
    public static AlarmRule Of(JsonObject definition) => new(
        definition.Text("ComparisonOperator") ?? "", definition[nameof(Threshold)]?.GetValue<double>() ?? 0,
        definition.Number("DatapointsToAlarm") ?? definition.Number("EvaluationPeriods") ?? 1, definition.Text("TreatMissingData") ?? "missing");

    /// <summary>OK, ALARM or INSUFFICIENT_DATA; null: as it was.</summary>
    /// <param name="values">A value for each evaluation period, null where there is none.</param>
    public string? Judge(IReadOnlyList<double?> values)
    {
        var breaking = values.Count(value => value is { } number ? Breaks(number) : Missing == "breaching");
        if (breaking >= Enough)
            return "ALARM";
        if (values.Any(value => value is not null) || Missing is "breaching" or "notBreaching")
            return "OK";
        return Missing == "ignore" ? null : "INSUFFICIENT_DATA";
    }

    /// <summary>The state's reason, for people.</summary>
    public string Reason(IReadOnlyList<double?> values)
    {
        double[] found = [.. values.OfType<double>()];
        return found.Length == 0
            ? Invariant($"Insufficient Data: {values.Count} datapoints were unknown.")
            : Invariant($"Threshold Crossed: {found.Count(Breaks)} out of the last {values.Count} datapoints [{string.Join(", ", found.Select(value => Invariant($"{value:0.###}")))}] broke the threshold ({Threshold}, {Comparison}).");
    }

    private bool Breaks(double value) => Comparison switch
    {
        "GreaterThanOrEqualToThreshold" => value >= Threshold,
        "GreaterThanThreshold" => value > Threshold,
        "LessThanThreshold" => value < Threshold,
        "LessThanOrEqualToThreshold" => value <= Threshold,
        _ => false,
    };
}

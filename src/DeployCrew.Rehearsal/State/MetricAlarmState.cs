using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DeployCrew.Rehearsal.State;

/// <summary>An alarm of CloudWatch: its state, and by what it is measured.</summary>
[JsonConverter(typeof(MetricAlarmConverter))]
internal sealed record MetricAlarmState
{
    /// <summary>OK | ALARM | INSUFFICIENT_DATA.</summary>
    public string Value { get; init; } = "INSUFFICIENT_DATA";

    /// <summary>Why it has that state, for people.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it got that state.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>PutMetricAlarm's request; null for one whose state is only ever set by hand.</summary>
    public JsonObject? Definition { get; init; }

    /// <summary>When the definition was written.</summary>
    public DateTimeOffset DefinedAt { get; init; }

    /// <summary>Region that it was made in.</summary>
    public string? Region { get; init; }

    /// <summary>One whose state is set by hand.</summary>
    public static implicit operator MetricAlarmState(string value) => new() { Value = value };
}

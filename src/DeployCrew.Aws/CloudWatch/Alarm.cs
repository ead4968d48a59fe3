namespace DeployCrew.Aws.CloudWatch;

/// <summary>An alarm.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">CloudWatch's words on it.</param>
/// <param name="ChangedAt">When the state was last written.</param>
internal sealed record Alarm(string Name, string Arn, AlarmState State, string? Reason, DateTimeOffset? ChangedAt);

/// <summary>CloudWatch's states; one that is not known here is not an all-clear.</summary>
internal enum AlarmState { Unknown, Ok, Alarm, InsufficientData }

/// <summary>A metric that is asked for.</summary>
/// <param name="Id">Names it in the answer: a lower-case letter, then letters, digits and underscores.</param>
/// <param name="Namespace">AWS/ApplicationELB.</param>
/// <param name="Metric">RequestCount.</param>
/// <param name="Dimensions">Dimensions by name.</param>
/// <param name="Statistic">Sum, Average, p99, …</param>
/// <param name="Period">60 s or a multiple.</param>
internal sealed record MetricQuery(
    string Id, string Namespace, string Metric, IReadOnlyDictionary<string, string> Dimensions, string Statistic, TimeSpan Period);

/// <summary>A value of a metric, in the metric's own unit.</summary>
/// <param name="At">Beginning of its period.</param>
/// <param name="Value">The value.</param>
internal sealed record MetricValue(DateTimeOffset At, double Value);

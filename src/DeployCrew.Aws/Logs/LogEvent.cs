namespace DeployCrew.Aws.Logs;

/// <summary>A line of a log.</summary>
/// <param name="Id">Its id; empty where the API gives none.</param>
/// <param name="Stream">Log stream that it is in.</param>
/// <param name="At">When it was written, by the clock of who wrote it; to the millisecond.</param>
/// <param name="Message">Its text.</param>
internal sealed record LogEvent(string Id, string Stream, DateTimeOffset At, string Message);

/// <summary>Which events of a log group.</summary>
/// <param name="Group">Log group.</param>
internal sealed record LogFilter(string Group)
{
    /// <summary>Beginning of the names of streams; null for all.</summary>
    public string? StreamPrefix { get; init; }

    /// <summary>Filter pattern of CloudWatch Logs; null for all.</summary>
    public string? Pattern { get; init; }

    /// <summary>From then on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before then.</summary>
    public DateTimeOffset? To { get; init; }
}

namespace DeployCrew.Aws.Protocol;

/// <summary>How often and how long a call is tried.</summary>
internal sealed record AwsRetries
{
    /// <summary>Attempts at the most, the first one counted.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the call may take with all of its attempts and pauses.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Upper bound of the first pause; each one after it is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Upper bound of every pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A pause before an attempt: anything between nothing and its upper bound, so that many clients do not come back together.</summary>
    /// <param name="retry">1 for the second attempt.</param>
    /// <param name="jitter">0-1.</param>
    public TimeSpan Pause(int retry, double jitter) =>
        jitter * TimeSpan.FromTicks((long)Math.Min(LongestPause.Ticks, FirstPause.Ticks * Math.Pow(2, retry - 1)));
}

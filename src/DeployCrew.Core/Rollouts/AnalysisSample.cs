namespace DeployCrew.Core.Rollouts;

/// <summary>What an analysis of a new version saw at a moment, and what follows.</summary>
/// <param name="At">When.</param>
/// <param name="Service">The service.</param>
/// <param name="Deployment">ARN of the service deployment.</param>
/// <param name="Stage">ECS's lifecycle stage.</param>
/// <param name="ProductionPercent">The new version's share of production's traffic, 0-100.</param>
/// <param name="Outcome">What follows.</param>
/// <param name="Reasons">What is not within its limits, or what is still missing; empty when it passes.</param>
public sealed record AnalysisSample(
    DateTimeOffset At, string Service, string Deployment, string? Stage, double ProductionPercent, AnalysisOutcome Outcome, IReadOnlyList<string> Reasons)
{
    /// <summary>Requests to its target group in this step; null before production's traffic comes.</summary>
    public long? Requests { get; init; }

    /// <summary>Those of them that were answered with 500-599, or could not be given to a target.</summary>
    public long? ServerErrors { get; init; }

    /// <summary>Those of them that were answered with 400-499.</summary>
    public long? ClientErrors { get; init; }

    /// <summary>Half of the answers took that long at the most, in ms.</summary>
    public double? P50Milliseconds { get; init; }

    /// <summary>99 of 100 answers did.</summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>Targets of the new version that are healthy.</summary>
    public int Healthy { get; init; }

    /// <summary>Checks and smoke script: what was seen, in a line each.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>What its failed checks saw, line by line.</summary>
    public IReadOnlyList<string> Transcript { get; init; } = [];

    /// <summary>Share of requests that were answered with 500-599 or not at all, 0-100; null without requests.</summary>
    public double? ErrorPercent => Requests is > 0 ? Math.Round(100.0 * (ServerErrors ?? 0) / Requests.Value, 2) : null;

    /// <summary>Whether it says the same, but for the time.</summary>
    public bool IsSameAs(AnalysisSample? other) => other is not null && Reasons.SequenceEqual(other.Reasons) && Checks.SequenceEqual(other.Checks)
        && this with { At = other.At, Reasons = other.Reasons, Checks = other.Checks, Transcript = other.Transcript } == other;
}

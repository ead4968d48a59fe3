namespace DeployCrew.Core.Rollouts;

/// <summary>What an analysis of a new version comes to.</summary>
public enum AnalysisOutcome
{
    /// <summary>Everything that was looked at is within its limits.</summary>
    Pass,

    /// <summary>Something is not.</summary>
    Fail,

    /// <summary>It cannot be told yet: nothing goes on, and nothing goes back.</summary>
    Inconclusive,
}

namespace DeployCrew.Proposing;

/// <summary>How a trial went.</summary>
/// <param name="HasPassed">Whether it was built, ran, and answered 200.</param>
/// <param name="Summary">In a sentence.</param>
/// <param name="Lines">The probe's transcript; of a failure, the last lines of what failed.</param>
public sealed record TrialResult(bool HasPassed, string Summary, IReadOnlyList<string> Lines);

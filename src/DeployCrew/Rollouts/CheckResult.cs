namespace DeployCrew.Rollouts;

/// <summary>What came of a check at the test listener, or of the smoke script.</summary>
/// <param name="What">The check, for people.</param>
/// <param name="Holds">Whether it holds; null when it could not be asked.</param>
/// <param name="Seen">What was seen, in a line.</param>
/// <param name="Transcript">What was asked and answered, line by line.</param>
internal sealed record CheckResult(string What, bool? Holds, string Seen, IReadOnlyList<string> Transcript);

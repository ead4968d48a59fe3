using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Stages;

/// <summary>How a stage ended.</summary>
public enum StageStatus { Done, Skipped, Failed }

/// <summary>One stage's end.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Seconds">Time it took; 0 when skipped.</param>
/// <param name="Summary">What it did, in a line; for a skipped stage why.</param>
/// <param name="Error">Why it failed.</param>
public sealed record StageResult(string Name, StageStatus Status, double Seconds, string? Summary, ErrorReport? Error);

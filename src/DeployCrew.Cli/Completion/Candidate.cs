namespace DeployCrew.Cli.Completion;

/// <summary>What a word could become.</summary>
/// <param name="Value">The whole word.</param>
/// <param name="Description">What it is, on one line; shells that have room show it.</param>
internal sealed record Candidate(string Value, string Description = "");

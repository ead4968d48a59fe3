namespace DeployCrew.Core.Runs;

/// <summary>What the models of a run took, over all of its sessions.</summary>
/// <param name="Answers">How many answers were asked for.</param>
/// <param name="InputTokens">Tokens of prompts.</param>
/// <param name="OutputTokens">Tokens of answers.</param>
/// <param name="Dollars">US dollars, by the prices of the settings; null where they have none.</param>
public sealed record ModelUsage(int Answers, long InputTokens, long OutputTokens, decimal? Dollars);

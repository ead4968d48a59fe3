namespace DeployCrew.Agents.Models;

/// <summary>One answer of a model, and what it took.</summary>
/// <param name="Task">Name of the <see cref="ModelTask"/>.</param>
/// <param name="Tier">The tier that was asked.</param>
/// <param name="Model">The model that was asked.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="Dollars">What it cost; null where the settings have no prices.</param>
/// <param name="IsEstimated">The endpoint said nothing of tokens: they were counted from the length of the texts.</param>
public sealed record ModelCall(string Task, ModelTier Tier, string Model, long InputTokens, long OutputTokens, decimal? Dollars, bool IsEstimated);

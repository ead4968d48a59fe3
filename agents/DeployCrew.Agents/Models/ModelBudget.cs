namespace DeployCrew.Agents.Models;

/// <summary>What a run, or one command, may spend on models.</summary>
/// <param name="Tokens">Tokens of prompts and answers together.</param>
/// <param name="Dollars">US dollars; null: only tokens count.</param>
public sealed record ModelBudget(long Tokens = 400_000, decimal? Dollars = null);

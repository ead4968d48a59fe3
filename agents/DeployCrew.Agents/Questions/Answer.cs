using DeployCrew.Agents.Models;

namespace DeployCrew.Agents.Questions;

/// <summary>An answer that passed its checks.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Calls">Which models were asked for it, in order, and what that took.</param>
public sealed record Answer<T>(T Value, IReadOnlyList<ModelCall> Calls);

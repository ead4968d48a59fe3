namespace DeployCrew.Agents.Conversations;

/// <summary>What an agent was told that it did wrong.</summary>
/// <param name="Code">Code of the error that it would have been.</param>
/// <param name="Text">What it was told.</param>
public sealed record Correction(string Code, string Text);

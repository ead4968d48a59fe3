namespace DeployCrew.Agents.Crew;

/// <summary>Where a conversation is cut off.</summary>
/// <param name="TurnsPerAgent">Answers of the model while one agent has the work.</param>
/// <param name="Handoffs">Hand-overs in a run.</param>
/// <param name="CallsPerTool">Calls of one tool in a run.</param>
public sealed record CrewLimits(int TurnsPerAgent = 12, int Handoffs = 12, int CallsPerTool = 3);

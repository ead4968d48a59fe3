namespace DeployCrew.Agents.Crew;

/// <summary>Where a conversation is cut off.</summary>
/// <param name="TurnsPerAgent">Answers of the model while one agent has the work.</param>
/// <param name="Handoffs">Hand-overs in a conversation.</param>
/// <param name="CallsPerTool">Calls of one tool in a conversation.</param>
/// <param name="RepairsPerTurn">Times that an agent may be told what was wrong while it has the work.</param>
/// <param name="Repairs">The same in a whole conversation.</param>
public sealed record CrewLimits(int TurnsPerAgent = 12, int Handoffs = 12, int CallsPerTool = 3, int RepairsPerTurn = 3, int Repairs = 8);

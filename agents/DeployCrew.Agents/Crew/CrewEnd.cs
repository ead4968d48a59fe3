namespace DeployCrew.Agents.Crew;

/// <summary>How a crew's task ended.</summary>
/// <param name="Summary">What the agents said.</param>
/// <param name="Withheld">Ids of the tools that were not carried out because the run may not change the world.</param>
public sealed record CrewEnd(string Summary, IReadOnlyList<string> Withheld);

using DeployCrew.Agents.Crew;

namespace DeployCrew;

/// <summary>What a host tells DeployCrew about itself.</summary>
/// <param name="Program">How to run this host's command line again: program and leading arguments.</param>
public sealed record DeployCrewOptions(IReadOnlyList<string> Program)
{
    /// <summary>What can carry the agents' conversation in this build.</summary>
    public IReadOnlyList<CrewOrchestration> Orchestrations { get; init; } = [CrewOrchestration.Own];
}

namespace DeployCrew.Agents.Crew;

/// <summary>Something that can carry the crew's conversation.</summary>
/// <param name="Name">Name on the command line and in journals.</param>
/// <param name="Make">Makes it for a conversation's rails.</param>
public sealed record CrewOrchestration(string Name, Func<CrewRails, ICrewOrchestrator> Make)
{
    /// <summary>Our own loop.</summary>
    public static CrewOrchestration Own { get; } = new(CrewLoop.Name, rails => new CrewLoop(rails));
}

using DeployCrew.Core.Errors;

namespace DeployCrew.Agents.Crew;

/// <summary>Carries a conversation from its task to its summary. It decides nothing and does nothing itself: it asks, has calls carried out and is told of
/// hand-overs by the <see cref="CrewRails"/> that it was made with.</summary>
public interface ICrewOrchestrator
{
    /// <summary>From the task to the end.</summary>
    /// <param name="task">What is to be done, in words.</param>
    /// <param name="cancellationToken">Ends it; the conversation can be gone on with.</param>
    /// <returns>The summary that the task was ended with.</returns>
    /// <exception cref="DeployError">What the rails throw.</exception>
    Task<string> RunAsync(string task, CancellationToken cancellationToken);
}

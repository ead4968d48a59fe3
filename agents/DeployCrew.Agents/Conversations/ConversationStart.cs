using DeployCrew.Agents.Crew;

namespace DeployCrew.Agents.Conversations;

/// <summary>How a conversation began.</summary>
/// <param name="Orchestrator">What carries it: <c>deploycrew</c> is our own.</param>
/// <param name="First">The agent that begins.</param>
/// <param name="Task">What it was told.</param>
/// <param name="Mode">What tools that change the world needed.</param>
/// <param name="ChangesWorld">Ids of these tools.</param>
/// <param name="Client">What plays the agents: a model's name, or <c>rules</c>.</param>
/// <param name="Because">Why an earlier one was not gone on with; null when there was none, or it had ended.</param>
public sealed record ConversationStart(
    string Orchestrator, string First, string Task, CrewMode Mode, IReadOnlyList<string> ChangesWorld, string Client, string? Because = null)
{
    /// <summary>Whether the other one is the same question to the same crew, whatever plays it.</summary>
    internal bool IsLike(ConversationStart other) =>
        (Orchestrator, First, Task, Mode) == (other.Orchestrator, other.First, other.Task, other.Mode) && ChangesWorld.SequenceEqual(other.ChangesWorld);
}

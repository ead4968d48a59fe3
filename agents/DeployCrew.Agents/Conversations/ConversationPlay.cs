using DeployCrew.Agents.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;

namespace DeployCrew.Agents.Conversations;

/// <summary>A conversation from its beginning to an end that is its own, in a run as in a replay.</summary>
internal sealed class ConversationPlay(Conversation conversation, CrewRails rails, ICrewOrchestrator orchestrator)
{
    /// <exception cref="DivergedException">It does not come along what was recorded.</exception>
    public async Task<CrewEnd> RunAsync(string task, CancellationToken cancellationToken)
    {
        try
        {
            var summary = await orchestrator.RunAsync(task, cancellationToken);
            End(new ConversationEnd(summary));
            return new CrewEnd(summary, rails.Withheld);
        }
        catch (AgentError error)
        {
            End(new ConversationEnd(Error: error.ToReport()));
            throw;
        }
    }

    private void End(ConversationEnd end)
    {
        conversation.Write(JournalKinds.ConversationEnded, rails.Agent.Name, null, end with { Course = conversation.CourseDigest() });
        if (conversation.Rest is { } rest)
            throw new DivergedException(rest.Sequence, $"{rest.Kind} {rest.Agent} {rest.Key}", "the end of the conversation");
    }
}

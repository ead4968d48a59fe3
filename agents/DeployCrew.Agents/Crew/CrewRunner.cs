using DeployCrew.Agents.Conversations;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Crew;

/// <summary>Has a crew carry out a task, in a conversation that the journal holds: one that was cut off is gone on with, one that has ended is not.</summary>
/// <param name="cast">Who plays.</param>
/// <param name="mode">What tools that change the world need.</param>
/// <param name="client">Plays the agents: a model, or rules.</param>
/// <param name="confirmation">Who is asked, where somebody is to be.</param>
/// <param name="journal">Where it is written, and where an earlier part of it is.</param>
public sealed class CrewRunner(CrewCast cast, CrewMode mode, IChatClient client, IConfirmation confirmation, Journal journal)
{
    /// <summary>What carries the conversation, and its name in the journal.</summary>
    public CrewOrchestration Orchestrator { get; init; } = CrewOrchestration.Own;

    /// <summary>From the first agent to the end of the task.</summary>
    /// <param name="task">What is to be done, in words.</param>
    /// <param name="cancellationToken">Ends it; it can be gone on with.</param>
    /// <exception cref="AgentError">DC2002 to DC2006: an agent did what it may not, or nothing, once too often.</exception>
    /// <exception cref="DeployError">DC2007, DC2009: it was stopped, and can be gone on with.</exception>
    public async Task<CrewEnd> RunAsync(string task, CancellationToken cancellationToken)
    {
        var start = new ConversationStart(
            Orchestrator.Name, cast.First, task, mode, [.. cast.Tools.Where(tool => tool.Effect == ToolEffect.ChangesWorld).Select(tool => tool.Id)], NameOf(client));
        var (course, because) = Earlier(start);
        if (course is not null)
        {
            try
            {
                return await PlayAsync(start, course, cancellationToken);
            }
            catch (DivergedException diverged)
            {
                // Nothing was asked or done: what comes along the record does neither.
                because = diverged.Message;
            }
        }

        journal.Append(JournalKinds.ConversationStarted, null, null, start with { Because = because });
        return await PlayAsync(start, [], cancellationToken);
    }

    private async Task<CrewEnd> PlayAsync(ConversationStart start, IReadOnlyList<ConversationStep> course, CancellationToken cancellationToken)
    {
        using var conversation = new Conversation(course, journal);
        var rails = new CrewRails(cast, mode, conversation, client, confirmation);
        try
        {
            return await new ConversationPlay(conversation, rails, Orchestrator.Make(rails)).RunAsync(start.Task, cancellationToken);
        }
        catch (DeployError error) when (error is not AgentError)
        {
            journal.Append(JournalKinds.ConversationStopped, rails.Agent.Name, null, error.ToReport());
            throw;
        }
    }

    // The steps to go along, or why there are none.
    private (IReadOnlyList<ConversationStep>? Course, string? Because) Earlier(ConversationStart start)
    {
        var problems = new List<string>();
        var last = RecordedConversation.Read(journal.Entries, problems).LastOrDefault();
        if (problems.Count > 0)
            return (null, problems[^1]);
        if (last is null or { End: not null })
            return (null, null);
        return last.Start.IsLike(start) ? (last.Course, null) : (null, $"entry {last.Begun.Sequence}: the task, its rules or its tools are others now");
    }

    private static string NameOf(IChatClient client) => client.GetService<ChatClientMetadata>() is { } known
        ? string.Join('/', new[] { known.ProviderName, known.DefaultModelId }.OfType<string>()) : client.GetType().Name;
}

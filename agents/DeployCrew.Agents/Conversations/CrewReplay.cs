using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Hosting;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;

namespace DeployCrew.Agents.Conversations;

/// <summary>Plays a recorded conversation once more, through the same rails, with the recorded answers and results: nobody is asked, nothing is done.</summary>
/// <param name="cast">The crew of today.</param>
/// <param name="task">What it is told today.</param>
public sealed class CrewReplay(CrewCast cast, string task)
{
    private static readonly Dictionary<string, Func<CrewRails, ICrewOrchestrator>> Orchestrators = new(StringComparer.Ordinal)
    {
        [CrewLoop.Name] = rails => new CrewLoop(rails),
        // Message for message the same conversation: see HostedConversation.
        [HostedConversation.SemanticKernel] = rails => new CrewLoop(rails),
    };

    /// <summary>Plays it.</summary>
    /// <returns>Where it comes out otherwise; null when it comes out as recorded, to its end or to where it was cut off.</returns>
    /// <exception cref="DeployError">DC2016: it was carried by something that is not here.</exception>
    public async Task<Divergence?> RunAsync(RecordedConversation recorded, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        if (!Orchestrators.TryGetValue(recorded.Start.Orchestrator, out var orchestrator))
            throw AgentErrors.UnknownOrchestrator(recorded.Start.Orchestrator, Orchestrators.Keys);
        var today = recorded.Start with
        {
            First = cast.First,
            Task = task,
            ChangesWorld = [.. cast.Tools.Where(tool => tool.Effect == ToolEffect.ChangesWorld).Select(tool => tool.Id)],
        };
        if (!recorded.Start.IsLike(today))
            return new Divergence(0, recorded.Begun.Sequence, Words(recorded.Start), Words(today));
        using var conversation = new Conversation(recorded.Course, null);
        using var nobody = new NoChatClient();
        var rails = new CrewRails(cast, recorded.Start.Mode, conversation, nobody, new Never());
        try
        {
            await new ConversationPlay(conversation, rails, orchestrator(rails)).RunAsync(task, cancellationToken);
        }
        catch (DivergedException diverged)
        {
            return new Divergence(TurnOf(recorded, diverged.Sequence), diverged.Sequence, diverged.Recorded, diverged.Expected);
        }
        catch (Exception end) when (end is EndOfRecordException or AgentError)
        {
            // It was cut off there; or what the agents did wrong once too often is recorded, too.
        }

        return null;
    }

    private static int TurnOf(RecordedConversation recorded, long? sequence) =>
        recorded.Course.Count(step => step.Kind == JournalKinds.AgentAnswered && (sequence is null || step.Sequence <= sequence));

    private static string Words(ConversationStart start) => $"{start.First}: {start.Task} Changes the world: {string.Join(", ", start.ChangesWorld)}";

    /// <summary>Who said yes is recorded.</summary>
    private sealed class Never : IConfirmation
    {
        public bool IsPossible => false;

        public Task<bool> AskAsync(string question, CancellationToken cancellationToken) => throw new EndOfRecordException();
    }
}

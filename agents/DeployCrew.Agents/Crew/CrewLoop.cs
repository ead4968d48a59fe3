using DeployCrew.Agents.Conversations;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Crew;

/// <summary>Our own orchestrator: one conversation that all agents see, an answer at a time, call by call.</summary>
/// <param name="rails">Ask, carry out, hand over.</param>
public sealed class CrewLoop(CrewRails rails) : ICrewOrchestrator
{
    /// <summary>What journals call it.</summary>
    public const string Name = "deploycrew";

    /// <inheritdoc/>
    public async Task<string> RunAsync(string task, CancellationToken cancellationToken)
    {
        var messages = new List<ChatMessage> { new(ChatRole.User, task) };
        while (true)
        {
            var agent = rails.Agent.Name;
            var answer = await rails.AskAsync(messages, cancellationToken);
            messages.Add(answer.ToMessage());
            if (answer.Calls.Count == 0)
                messages.Add(new ChatMessage(ChatRole.User, rails.Remind(answer)));
            foreach (var call in answer.Calls)
                messages.Add(call.ToResult(await rails.CallAsync(agent, call, cancellationToken)));
            if (rails.Summary is { } summary)
                return summary;
        }
    }
}

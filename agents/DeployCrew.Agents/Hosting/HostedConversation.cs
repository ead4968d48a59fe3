using System.Runtime.ExceptionServices;
using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Crew;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Hosting;

/// <summary>
/// A conversation that another framework carries. The framework sees one call at a time, and has it carried out by <see cref="HostedTool"/>; what is asked,
/// said and recorded is the conversation that is kept here, message for message what <see cref="CrewLoop"/> would have, so that either can be resumed and
/// replayed. Not safe for several threads: a conversation has one turn at a time.
/// </summary>
/// <param name="rails">Ask, carry out, hand over.</param>
/// <param name="task">What is to be done, in words.</param>
public sealed class HostedConversation(CrewRails rails, string task)
{
    /// <summary>What journals call Semantic Kernel as the framework.</summary>
    public const string SemanticKernel = "semantic-kernel";

    private readonly List<ChatMessage> messages = [new(ChatRole.User, task)];
    private readonly Queue<CrewCall> open = new();
    private string asked = "";
    private ExceptionDispatchInfo? failed;

    /// <summary>Name of the agent that has the work.</summary>
    public string Agent => rails.Agent.Name;

    /// <summary>What the task was ended with; null until it is.</summary>
    public string? Summary => rails.Summary;

    /// <summary>Throws what ended the conversation, as it was: frameworks wrap, or swallow, what comes out of their agents.</summary>
    public void ThrowIfFailed() => failed?.Throw();

    /// <summary>The next call for the framework: of a tool, which it then has carried out, or a hand-over or the end, which the rails have taken.</summary>
    /// <exception cref="DeployError">What the rails throw.</exception>
    internal async Task<(string Said, CrewCall Call)> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            var said = "";
            while (true)
            {
                while (open.TryPeek(out var call))
                {
                    if (!IsControl(call))
                        return (said, call);
                    await CarryOutAsync(call, cancellationToken);
                    if (rails.Summary is not null || rails.Agent.Name != asked)
                    {
                        await DropRestAsync(cancellationToken);
                        return (said, call);
                    }
                }

                said = await AskAsync(cancellationToken);
            }
        }
        catch (Exception error)
        {
            failed ??= ExceptionDispatchInfo.Capture(error);
            throw;
        }
    }

    /// <summary>Carries the next call out, if it is of this tool.</summary>
    /// <returns>Its result.</returns>
    /// <exception cref="InvalidOperationException">The framework calls what nobody picked.</exception>
    internal async Task<string> InvokeAsync(string tool, CancellationToken cancellationToken)
    {
        if (!open.TryPeek(out var call) || call.Name != tool)
            throw new InvalidOperationException($"'{tool}' was not picked by the agent that has the work.");
        try
        {
            return await CarryOutAsync(call, cancellationToken);
        }
        catch (Exception error)
        {
            failed ??= ExceptionDispatchInfo.Capture(error);
            throw;
        }
    }

    private async Task<string> AskAsync(CancellationToken cancellationToken)
    {
        asked = rails.Agent.Name;
        var answer = await rails.AskAsync(messages, cancellationToken);
        messages.Add(answer.ToMessage());
        if (answer.Calls.Count == 0)
            messages.Add(new ChatMessage(ChatRole.User, rails.Remind(answer)));
        foreach (var call in answer.Calls)
            open.Enqueue(call);
        return answer.Text;
    }

    private async Task<string> CarryOutAsync(CrewCall call, CancellationToken cancellationToken)
    {
        var result = await rails.CallAsync(asked, call, cancellationToken);
        open.Dequeue();
        messages.Add(call.ToResult(result));
        return result;
    }

    // What was picked beside a hand-over has a result, too: that it was not done.
    private async Task DropRestAsync(CancellationToken cancellationToken)
    {
        while (open.TryPeek(out var call))
            await CarryOutAsync(call, cancellationToken);
    }

    // A call of no tool of the agent's is the rails' to refuse: the framework has nothing to carry it out by.
    private bool IsControl(CrewCall call) => rails.ToolOf(call.Name) is null;
}

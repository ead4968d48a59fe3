using System.Text.Json;
using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Definitions;
using DeployCrew.Agents.Prompts;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Crew;

/// <summary>
/// What no orchestrator gets around: who has the work, what it is asked and offered, whether a call is one of its own and well formed, whether it may
/// change the world, how often; then the call is carried out. All of it is journaled, or comes along what was journaled.
/// </summary>
public sealed class CrewRails
{
    /// <summary>What every correction begins with.</summary>
    internal const string Refused = "Refused: ";

    private readonly CrewCast cast;
    private readonly CrewMode mode;
    private readonly Conversation conversation;
    private readonly IChatClient client;
    private readonly IConfirmation confirmation;
    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);
    private readonly List<string> withheld = [];
    private string? closed;
    private int turns;
    private int handoffs;
    private int repairsOfTurn;
    private int repairs;

    internal CrewRails(CrewCast cast, CrewMode mode, Conversation conversation, IChatClient client, IConfirmation confirmation)
    {
        this.cast = cast;
        this.mode = mode;
        this.conversation = conversation;
        this.client = client;
        this.confirmation = confirmation;
        Agent = cast.Agents[cast.First];
    }

    /// <summary>The agent that has the work.</summary>
    public AgentDefinition Agent { get; private set; }

    /// <summary>What the task was ended with; null until it is.</summary>
    public string? Summary { get; private set; }

    /// <summary>Ids of the tools that were not carried out because the run may not change the world.</summary>
    public IReadOnlyList<string> Withheld => withheld;

    /// <summary>The agents and their tools, for whoever hosts them.</summary>
    public CrewCast Cast => cast;

    /// <summary>A tool of the agent that has the work; null when it has none of that name.</summary>
    internal CrewTool? ToolOf(string name) => cast.ToolsOf(Agent).FirstOrDefault(tool => tool.Name == name);

    /// <summary>Asks what plays the agent that has the work.</summary>
    /// <param name="messages">The conversation so far.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC2005 it has had its turns, DC2007 it could not be asked.</exception>
    public async Task<CrewAnswer> AskAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        if (turns++ >= cast.Limits.TurnsPerAgent)
            throw AgentErrors.Loop(Agent.Name, $"it did not come to an end within {cast.Limits.TurnsPerAgent} turns");
        var options = new ChatOptions
        {
            Instructions = $"{Agent.Instructions.TrimEnd()}\n{Fence.Rule}",
            Tools = [.. cast.ToolsOf(Agent), .. ControlTools.For(Agent, cast.Agents)],
            ToolMode = ChatToolMode.RequireAny,
        };
        var digest = RequestDigest.Of(messages, options);
        var answer = await conversation.TakeAsync(
            JournalKinds.AgentAnswered, Agent.Name, null, async () => CrewAnswer.Of(digest, await AnswerAsync(messages, options, cancellationToken)));
        if (answer.Request != digest)
            throw conversation.Differs($"an answer to the question {answer.Request}", $"one to {digest}");
        closed = null;
        return answer;
    }

    /// <summary>Tells an agent that picked nothing that it must.</summary>
    /// <returns>The text for it.</returns>
    /// <exception cref="AgentError">DC2006: once too often.</exception>
    public string Remind(CrewAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Correct(null, AgentErrors.NoNextStep(Agent.Name, Fence.Quote(answer.Text)));
    }

    /// <summary>Decides on a call, and carries it out.</summary>
    /// <param name="agent">The agent that picked it.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its result, for the agent.</returns>
    /// <exception cref="DeployError">DC2002 to DC2005 an agent did what it may not once too often, DC2009 and DC2011 nobody approved it.</exception>
    public async Task<string> CallAsync(string agent, CrewCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (agent != Agent.Name)
            closed ??= $"{Agent.Name} has the work";
        // Services refuse a conversation in which a call has no result.
        if (closed is not null)
            return $"Not done: {closed}.";
        if (CallCheck.MisstepOf(Agent, cast.ToolsOf(Agent), call) is { } misstep)
            return Correct(call.Name, misstep);
        if (call.Name == ControlTools.End)
        {
            closed = "the task has ended";
            Summary = call.Argument("summary");
            return "The task has ended.";
        }

        return call.Name.StartsWith(ControlTools.TransferPrefix, StringComparison.Ordinal)
            ? HandOver(call.Name[ControlTools.TransferPrefix.Length..], call.Argument("reason"))
            : await CarryOutAsync(cast.ToolsOf(Agent).First(tool => tool.Name == call.Name), call, cancellationToken);
    }

    private async Task<ChatResponse> AnswerAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetResponseAsync(messages, options, cancellationToken);
        }
        // A client's own time-out looks like a cancellation, but nobody has cancelled.
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or JsonException or TimeoutException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw AgentErrors.ModelFailed(Agent.Name, error);
        }
    }

    private string Correct(string? called, AgentError misstep)
    {
        if (++repairsOfTurn > cast.Limits.RepairsPerTurn || ++repairs > cast.Limits.Repairs)
            throw misstep;
        closed = "an earlier call of this answer was refused";
        var correction = new Correction(misstep.Code, $"{Refused}{misstep.Message} Correct that, and go on.");
        conversation.Write(JournalKinds.AgentCorrected, Agent.Name, called is null ? null : Fence.Quote(called), correction);
        return correction.Text;
    }

    private string HandOver(string receiver, string reason)
    {
        if (++handoffs > cast.Limits.Handoffs)
            throw AgentErrors.Loop(Agent.Name, $"the work was handed over more than {cast.Limits.Handoffs} times");
        conversation.Write(JournalKinds.HandedOff, Agent.Name, receiver, reason);
        closed = "the work was handed over before this call";
        Agent = cast.Agents[receiver];
        (turns, repairsOfTurn) = (0, 0);
        return $"{receiver} has the work now.";
    }

    private async Task<string> CarryOutAsync(CrewTool tool, CrewCall call, CancellationToken cancellationToken)
    {
        calls[tool.Id] = calls.GetValueOrDefault(tool.Id) + 1;
        if (calls[tool.Id] > cast.Limits.CallsPerTool)
            throw AgentErrors.Loop(Agent.Name, $"'{tool.Id}' was called more than {cast.Limits.CallsPerTool} times");
        var outcome = tool.Effect == ToolEffect.ChangesWorld && mode.ReadOnly ? Withhold(tool) : await RunAsync(tool, call, cancellationToken);
        if (!outcome.IsDone)
            closed = "an earlier call of this answer did not succeed";
        return Fence.Around(tool.Id, outcome);
    }

    private ToolOutcome Withhold(CrewTool tool)
    {
        withheld.Add(tool.Id);
        var outcome = new ToolOutcome("withheld", $"Not done: the run is read-only, and {tool.Id} changes something outside this machine.");
        conversation.Write(JournalKinds.ToolReturned, Agent.Name, tool.Id, outcome);
        return outcome;
    }

    private async Task<ToolOutcome> RunAsync(CrewTool tool, CrewCall call, CancellationToken cancellationToken)
    {
        if (tool.Effect == ToolEffect.ChangesWorld)
            await ApproveAsync(tool, call, cancellationToken);
        conversation.Write(JournalKinds.ToolCalled, Agent.Name, tool.Id, new CallReference(call.Id));
        return await conversation.TakeAsync(JournalKinds.ToolReturned, Agent.Name, tool.Id, () => tool.RunAsync(cancellationToken));
    }

    // A no is not recorded as an answer: whoever resumes the run is asked again.
    private async Task ApproveAsync(CrewTool tool, CrewCall call, CancellationToken cancellationToken)
    {
        if (mode is { Approval: ApprovalMode.PlanBound, Plan: null })
            throw AgentErrors.NoPlanToBeBoundTo(call.Argument("environment"));
        if (mode.Approval != ApprovalMode.Ask)
            return;
        var question = $"{Agent.Name} wants to call {tool.Id} in '{call.Argument("environment")}'. {tool.Description}";
        await conversation.TakeAsync(JournalKinds.ToolApproved, Agent.Name, tool.Id, async () =>
            await confirmation.AskAsync(question, cancellationToken) ? new CallReference(call.Id) : throw AgentErrors.NotApproved(tool.Id));
    }
}

using System.Text.Json;
using DeployCrew.Agents.Definitions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Crew;

/// <summary>
/// Runs the crew over a chat client: each agent sees its instructions, its own tools and the hand-overs that it may make. The client, a model or
/// rules, only picks; what is picked is checked here, carried out by the tool, and journaled.
/// </summary>
public sealed class CrewRunner(
    IReadOnlyDictionary<string, AgentDefinition> agents, IReadOnlyList<CrewTool> tools, IChatClient client, Journal journal, CrewLimits limits)
{
    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);

    /// <summary>From the first agent to the end of the task.</summary>
    /// <param name="first">Name of the agent that begins.</param>
    /// <param name="task">What is to be done, in words.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>The summary that the task was ended with.</returns>
    /// <exception cref="DeployError">DC2002 to DC2007: an agent did what it may not, or nothing.</exception>
    public async Task<string> RunAsync(string first, string task, CancellationToken cancellationToken)
    {
        var agent = agents[first];
        var messages = new List<ChatMessage> { new(ChatRole.User, task) };
        for (var handoffs = 0; handoffs <= limits.Handoffs; handoffs++)
        {
            var (next, summary) = await PlayAsync(agent, messages, cancellationToken);
            if (next is null)
                return summary;
            agent = next;
        }

        throw AgentErrors.Loop(agent.Name, $"the work was handed over more than {limits.Handoffs} times");
    }

    // One agent's part: until it hands over (the next agent) or ends the task (null).
    private async Task<(AgentDefinition? Next, string Summary)> PlayAsync(AgentDefinition agent, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn < limits.TurnsPerAgent; turn++)
        {
            var answer = await AskAsync(agent, messages, cancellationToken);
            messages.AddRange(answer.Messages);
            if (answer.Text.Length > 0)
                journal.Append(JournalKinds.AgentSaid, agent.Name, null, answer.Text);
            var picked = answer.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToArray();
            if (picked.Length == 0)
                throw AgentErrors.NoNextStep(agent.Name, answer.Text);
            foreach (var (index, call) in picked.Index())
            {
                if (call.Name == ControlTools.End)
                    return (null, Argument(call, "summary"));
                if (call.Name.StartsWith(ControlTools.TransferPrefix, StringComparison.Ordinal))
                {
                    var next = HandOver(agent, call, messages);
                    LeaveUndone(picked[(index + 1)..], messages);
                    return (next, "");
                }

                await CallAsync(agent, call, messages, cancellationToken);
            }
        }

        throw AgentErrors.Loop(agent.Name, $"it did not come to an end within {limits.TurnsPerAgent} turns");
    }

    private async Task<ChatResponse> AskAsync(AgentDefinition agent, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var options = new ChatOptions
        {
            Instructions = agent.Instructions,
            Tools = [.. ToolsOf(agent), .. ControlTools.For(agent, agents)],
            ToolMode = ChatToolMode.RequireAny,
        };
        try
        {
            return await client.GetResponseAsync(messages, options, cancellationToken);
        }
        // A client's own time-out looks like a cancellation, but nobody has cancelled.
        catch (Exception error) when (error is HttpRequestException or InvalidOperationException or JsonException or TimeoutException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw AgentErrors.ModelFailed(agent.Name, error);
        }
    }

    private async Task CallAsync(AgentDefinition agent, FunctionCallContent call, List<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var tool = ToolsOf(agent).FirstOrDefault(one => one.Name == call.Name)
            ?? throw AgentErrors.UnknownTool(agent.Name, call.Name, ToolsOf(agent).Select(one => one.Name));
        if (call.Exception is { } unreadable)
            throw AgentErrors.InvalidArguments(agent.Name, tool.Id, unreadable.Message);
        tool.Check(agent.Name, call.Arguments);
        calls[tool.Id] = calls.GetValueOrDefault(tool.Id) + 1;
        if (calls[tool.Id] > limits.CallsPerTool)
            throw AgentErrors.Loop(agent.Name, $"'{tool.Id}' was called more than {limits.CallsPerTool} times");
        journal.Append(JournalKinds.ToolCalled, agent.Name, tool.Id, call.Arguments);
        var outcome = await tool.RunAsync(cancellationToken);
        journal.Append(JournalKinds.ToolReturned, agent.Name, tool.Id, outcome);
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, JsonSerializer.Serialize(outcome, JsonFormat.Compact))]));
    }

    private AgentDefinition HandOver(AgentDefinition agent, FunctionCallContent call, List<ChatMessage> messages)
    {
        var receiver = call.Name[ControlTools.TransferPrefix.Length..];
        if (!agent.Handoffs.Contains(receiver))
            throw AgentErrors.HandOffNotAllowed(agent.Name, receiver, agent.Handoffs);
        journal.Append(JournalKinds.HandedOff, agent.Name, receiver, Argument(call, "reason"));
        messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, $"{receiver} has the work now.")]));
        return agents[receiver];
    }

    // Services refuse a conversation in which a call has no result.
    private static void LeaveUndone(IEnumerable<FunctionCallContent> calls, List<ChatMessage> messages)
    {
        foreach (var call in calls)
            messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, "Not done: the work was handed over before this call.")]));
    }

    private IEnumerable<CrewTool> ToolsOf(AgentDefinition agent) => agent.Tools.Select(id => tools.FirstOrDefault(tool => tool.Id == id)
        ?? throw AgentErrors.InvalidDefinition(agent.Name, $"there is no tool '{id}'"));

    private static string Argument(FunctionCallContent call, string name) =>
        call.Arguments is { } arguments && arguments.TryGetValue(name, out var value) ? value?.ToString() ?? "" : "";
}

using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Hosting;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Hosting;

/// <summary>
/// Carries a conversation as Semantic Kernel's hand-off orchestration does (seen of 1.80): each agent has a history of its own kind, functions have a plugin's
/// name before theirs, every picked function is invoked, a hand-over leaves its call without a result, and what an agent throws is wrapped.
/// </summary>
internal sealed class HandoffFramework(CrewRails rails) : ICrewOrchestrator
{
    private const int MostIterations = 100;

    public async Task<string> RunAsync(string task, CancellationToken cancellationToken)
    {
        var conversation = new HostedConversation(rails, task);
        using var client = new HostedChatClient(conversation);
        var history = new List<ChatMessage> { new(ChatRole.User, task) };
        var agent = rails.Cast.Agents[rails.Cast.First];
        try
        {
            for (var iteration = 0; iteration < MostIterations; iteration++)
            {
                var functions = rails.Cast.ToolsOf(agent).Select(tool => new HostedTool(tool, conversation)).ToDictionary(tool => "crew_" + tool.Name);
                var names = functions.Keys.Concat(agent.Handoffs.Select(name => "handoff-transfer_to_" + name)).Append("handoff-end_task_with_summary");
                var options = new ChatOptions { Instructions = agent.Instructions, Tools = [.. names.Select(name => AIFunctionFactory.CreateDeclaration(name, name, default))] };
                var answer = await client.GetResponseAsync(history, options, cancellationToken);
                history.AddRange(answer.Messages);
                var call = answer.Messages[0].Contents.OfType<FunctionCallContent>().Single();
                if (call.Name == "handoff-end_task_with_summary")
                    return call.Arguments!["summary"]!.ToString()!;
                if (call.Name.StartsWith("handoff-transfer_to_", StringComparison.Ordinal))
                    agent = rails.Cast.Agents[call.Name["handoff-transfer_to_".Length..]];
                else
                    history.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, await functions[call.Name].InvokeAsync(new AIFunctionArguments(call.Arguments), cancellationToken))]));
            }

            throw new InvalidOperationException("The conversation has no end.");
        }
        catch (Exception error)
        {
            conversation.ThrowIfFailed();
            throw new InvalidOperationException("An agent of the orchestration failed.", error);
        }
    }
}

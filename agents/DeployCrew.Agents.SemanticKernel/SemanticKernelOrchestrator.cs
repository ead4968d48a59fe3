using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Definitions;
using DeployCrew.Agents.Hosting;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.Agents;
using Microsoft.SemanticKernel.Agents.Orchestration.Handoff;
using Microsoft.SemanticKernel.Agents.Runtime.InProcess;

namespace DeployCrew.Agents.SemanticKernel;

/// <summary>
/// Has Semantic Kernel carry a conversation: its agents are made by its own factory of <c>agents/*.yaml</c>, the crew's tools are their kernel functions, and
/// its hand-off orchestration follows the graph of the definitions. What is asked and carried out goes through the rails, by <see cref="HostedConversation"/>.
/// </summary>
/// <param name="rails">Ask, carry out, hand over.</param>
public sealed class SemanticKernelOrchestrator(CrewRails rails) : ICrewOrchestrator
{
    // A stage has its own time-out; a run of all of them ends long before this.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>For those who choose orchestrators by name.</summary>
    public static CrewOrchestration Orchestration { get; } = new(HostedConversation.SemanticKernel, rails => new SemanticKernelOrchestrator(rails));

    /// <inheritdoc/>
    public async Task<string> RunAsync(string task, CancellationToken cancellationToken)
    {
        var conversation = new HostedConversation(rails, task);
        var agents = await AgentsAsync(conversation, cancellationToken);
        var handoffs = OrchestrationHandoffs.StartWith(agents[rails.Cast.First]);
        foreach (var (name, definition) in rails.Cast.Agents)
        {
            foreach (var receiver in definition.Handoffs)
                handoffs = handoffs.Add(agents[name], agents[receiver], rails.Cast.Agents[receiver].Description);
        }

        await using var runtime = new InProcessRuntime();
        await runtime.StartAsync(cancellationToken);
        try
        {
            var result = await new HandoffOrchestration(handoffs, [.. agents.Values]).InvokeAsync(task, runtime, cancellationToken);
            await result.GetValueAsync(Longest, cancellationToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // What the rails have thrown comes wrapped, if at all.
            conversation.ThrowIfFailed();
            throw AgentErrors.ModelFailed(conversation.Agent, error);
        }

        conversation.ThrowIfFailed();
        return conversation.Summary ?? throw AgentErrors.NoNextStep(conversation.Agent, "");
    }

    private async Task<IReadOnlyDictionary<string, Agent>> AgentsAsync(HostedConversation conversation, CancellationToken cancellationToken)
    {
        var agents = new Dictionary<string, Agent>(StringComparer.Ordinal);
        foreach (var (name, yaml) in AgentDefinitions.Texts())
        {
            var options = new AgentCreationOptions { Kernel = KernelFor(rails.Cast.Agents[name], conversation) };
            agents[name] = await new ChatCompletionAgentFactory().CreateAgentFromYamlAsync(yaml, options, null, cancellationToken)
                ?? throw AgentErrors.InvalidDefinition(name, "Semantic Kernel's factory makes no agent of it");
        }

        return agents;
    }

    // A definition's 'stack.provision' is the function 'provision' of the plugin 'stack'; over IChatClient it is called stack_provision, as the crew calls it.
    private Kernel KernelFor(AgentDefinition definition, HostedConversation conversation)
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton(new HostedChatClient(conversation).AsBuilder().UseKernelFunctionInvocation().Build());
        var kernel = builder.Build();
        foreach (var plugin in rails.Cast.ToolsOf(definition).GroupBy(tool => tool.Id.Split('.')[0]))
        {
            var functions = plugin.Select(tool => new HostedTool(tool, conversation, tool.Id[(plugin.Key.Length + 1)..]).AsKernelFunction());
            kernel.Plugins.Add(KernelPluginFactory.CreateFromFunctions(plugin.Key, functions));
        }

        return kernel;
    }
}

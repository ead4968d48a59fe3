using System.Text.Json;
using DeployCrew.Agents.Crew;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Hosting;

/// <summary>A tool of the crew as a function of another framework. It carries out what was picked in the conversation, through the rails, and nothing else: the
/// arguments that the framework hands over are not looked at.</summary>
/// <param name="tool">The tool.</param>
/// <param name="conversation">The conversation.</param>
/// <param name="name">Its name in the framework; null: its own.</param>
public sealed class HostedTool(CrewTool tool, HostedConversation conversation, string? name = null) : AIFunction
{
    /// <inheritdoc/>
    public override string Name => name ?? tool.Name;

    /// <inheritdoc/>
    public override string Description => tool.Description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => tool.JsonSchema;

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await conversation.InvokeAsync(tool.Name, cancellationToken);
}

using DeployCrew.Agents.Definitions;
using DeployCrew.Core.Errors;

namespace DeployCrew.Agents.Crew;

/// <summary>Who plays, with what, and how far they may go.</summary>
/// <param name="Agents">The agents by name.</param>
/// <param name="First">Name of the agent that begins.</param>
/// <param name="Tools">What the agents' definitions name.</param>
/// <param name="Limits">Where they are cut off.</param>
public sealed record CrewCast(IReadOnlyDictionary<string, AgentDefinition> Agents, string First, IReadOnlyList<CrewTool> Tools, CrewLimits Limits)
{
    /// <summary>The tools that an agent may call, in the order of its definition.</summary>
    /// <exception cref="DeployError">DC2001: there is no such tool.</exception>
    public IReadOnlyList<CrewTool> ToolsOf(AgentDefinition agent) => [.. agent.Tools.Select(id => Tools.FirstOrDefault(tool => tool.Id == id)
        ?? throw AgentErrors.InvalidDefinition(agent.Name, $"there is no tool '{id}'"))];
}

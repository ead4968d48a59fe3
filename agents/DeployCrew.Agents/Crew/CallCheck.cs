using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Definitions;
using DeployCrew.Agents.Prompts;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;

namespace DeployCrew.Agents.Crew;

/// <summary>Whether a call is one that the agent may make, and well formed.</summary>
internal static class CallCheck
{
    /// <summary>Everything that is wrong with it, as the error that it becomes when it is not put right; null when nothing is.</summary>
    public static AgentError? MisstepOf(AgentDefinition agent, IReadOnlyList<CrewTool> tools, CrewCall call)
    {
        if (call.Name == ControlTools.End)
            return ArgumentsOf(agent, ControlTools.End, ControlTools.EndShape, call);
        if (call.Name.StartsWith(ControlTools.TransferPrefix, StringComparison.Ordinal))
        {
            var receiver = call.Name[ControlTools.TransferPrefix.Length..];
            return agent.Handoffs.Contains(receiver)
                ? ArgumentsOf(agent, call.Name, ControlTools.TransferShape, call)
                : AgentErrors.HandOffNotAllowed(agent.Name, Fence.Quote(receiver), agent.Handoffs);
        }

        if (tools.FirstOrDefault(tool => tool.Name == call.Name) is not { } found)
            return AgentErrors.UnknownTool(agent.Name, Fence.Quote(call.Name), [.. tools.Select(tool => tool.Name), .. ControlTools.NamesFor(agent)]);
        return Misstep(agent, found.Id, found.ProblemsOf(call));
    }

    private static AgentError? ArgumentsOf(AgentDefinition agent, string name, JsonShape shape, CrewCall call) => Misstep(agent, name, call.ProblemsWith(shape));

    private static AgentError? Misstep(AgentDefinition agent, string name, IReadOnlyList<string> problems) =>
        problems.Count == 0 ? null : AgentErrors.InvalidArguments(agent.Name, name, string.Join("; ", problems.Select(Fence.Quote)));
}

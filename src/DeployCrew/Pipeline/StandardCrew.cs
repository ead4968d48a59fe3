using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Definitions;
using DeployCrew.Core.Runs;

namespace DeployCrew.Pipeline;

/// <summary>The crew of <c>agents/*.yaml</c>, and what it is told.</summary>
internal static class StandardCrew
{
    public static CrewCast Of(IReadOnlyList<CrewTool> tools) => new(AgentDefinitions.Load(), "orchestrator", tools, new CrewLimits());

    public static string TaskOf(RunRequest request) => $"Deploy {request.Project} to the environment '{request.Environment}' and verify it.";
}

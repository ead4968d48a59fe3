using DeployCrew.Agents.Crew;
#if SEMANTIC_KERNEL
using DeployCrew.Agents.SemanticKernel;
#endif

namespace DeployCrew.Cli;

/// <summary>What can carry the agents' conversation in this build: Semantic Kernel only with <c>-p:SemanticKernel=true</c>.</summary>
internal static class BuiltOrchestrations
{
    public static IReadOnlyList<CrewOrchestration> All { get; } =
    [
        CrewOrchestration.Own,
#if SEMANTIC_KERNEL
        SemanticKernelOrchestrator.Orchestration,
#endif
    ];
}

using System.Text.Json;
using DeployCrew.Agents.Definitions;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Crew;

/// <summary>What agents can do to the conversation: hand over and end. The names are those of Semantic Kernel's hand-off orchestration.</summary>
internal static class ControlTools
{
    public const string TransferPrefix = "transfer_to_";
    public const string End = "end_task_with_summary";

    public static IEnumerable<AITool> For(AgentDefinition agent, IReadOnlyDictionary<string, AgentDefinition> agents) =>
    [
        .. agent.Handoffs.Select(name => new Declared(TransferPrefix + name, $"Hand the work to {name}: {agents[name].Description}", "reason")),
        new Declared(End, "End the whole task.", "summary"),
    ];

    /// <summary>A function that the runtime itself carries out.</summary>
    private sealed class Declared(string name, string description, string argument) : AIFunctionDeclaration
    {
        public override string Name => name;

        public override string Description => description;

        public override JsonElement JsonSchema { get; } = JsonDocument.Parse(
            $$$"""{"type":"object","properties":{"{{{argument}}}":{"type":"string"}},"required":["{{{argument}}}"],"additionalProperties":false}""").RootElement.Clone();
    }
}

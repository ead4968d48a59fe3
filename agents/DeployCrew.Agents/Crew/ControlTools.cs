using System.Text.Json;
using DeployCrew.Agents.Definitions;
using DeployCrew.Core.Json;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Crew;

/// <summary>What agents can do to the conversation: hand over and end. The names are those of Semantic Kernel's hand-off orchestration.</summary>
internal static class ControlTools
{
    public const string TransferPrefix = "transfer_to_";
    public const string End = "end_task_with_summary";

    public static JsonShape TransferShape { get; } = ShapeOf("reason", "Why, and what the receiver should know.");

    public static JsonShape EndShape { get; } = ShapeOf("summary", "What was done, and what was seen.");

    public static IEnumerable<string> NamesFor(AgentDefinition agent) => [.. agent.Handoffs.Select(name => TransferPrefix + name), End];

    public static IEnumerable<AITool> For(AgentDefinition agent, IReadOnlyDictionary<string, AgentDefinition> agents) =>
    [
        .. agent.Handoffs.Select(name => new Declared(TransferPrefix + name, $"Hand the work to {name}: {agents[name].Description}", TransferShape)),
        new Declared(End, "End the whole task.", EndShape),
    ];

    private static JsonShape ShapeOf(string argument, string description) => JsonShape.Parse(
        $$$"""{"type":"object","properties":{"{{{argument}}}":{"type":"string","description":"{{{description}}}"}},"required":["{{{argument}}}"],"additionalProperties":false}""");

    /// <summary>A function that the runtime itself carries out.</summary>
    private sealed class Declared(string name, string description, JsonShape shape) : AIFunctionDeclaration
    {
        public override string Name => name;

        public override string Description => description;

        public override JsonElement JsonSchema => shape.Schema;
    }
}

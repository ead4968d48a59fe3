using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Infra.Policy;

/// <summary>One container of a task definition.</summary>
internal sealed record Container(EvaluatedResource Task, int Index, JsonObject Node)
{
    public string Name => $"{Node["name"]}";

    public string Image => $"{Node["image"]}";

    public static IEnumerable<Container> Read(PolicyContext stack) => stack.Of(AwsTypes.TaskDefinition).SelectMany(Of);

    public Violation Violates(string property, string message) =>
        new(Task, $"containerDefinitions[{Index}].{property}", $"container '{Name}' {message}");

    private static IEnumerable<Container> Of(EvaluatedResource task)
    {
        try
        {
            return JsonNode.Parse(task.Text("containerDefinitions") ?? "[]") is JsonArray array
                ? [.. array.OfType<JsonObject>().Select((node, index) => new Container(task, index, node))] : [];
        }
        catch (JsonException)
        {
            // Another resource's output: not known yet.
            return [];
        }
    }
}

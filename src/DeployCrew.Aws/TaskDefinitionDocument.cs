using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Turns a described task definition and our changes into a RegisterTaskDefinition request. Every field that is not ours stays.</summary>
internal static class TaskDefinitionDocument
{
    // DescribeTaskDefinition returns these; RegisterTaskDefinition does not take them.
    private static readonly string[] OutputOnly =
        ["taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt", "registeredBy", "deregisteredAt", "deleteRequestedAt"];

    public static JsonObject Apply(EcsTaskDefinition basis, TaskDefinitionChanges changes)
    {
        var request = (JsonObject)JsonNode.Parse(basis.Document)!;
        foreach (var name in OutputOnly)
            request.Remove(name);
        request["cpu"] = changes.Cpu.ToString(System.Globalization.CultureInfo.InvariantCulture);
        request["memory"] = changes.Memory.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var container = request.Objects("containerDefinitions").FirstOrDefault(found => found.TextOrNull("name") == changes.Container)
            ?? throw AwsErrors.UnexpectedAnswer("ecs:DescribeTaskDefinition", $"{basis.Arn} has no container '{changes.Container}'");
        container["image"] = changes.Image;
        container["environment"] = Merge(container, "environment", "value", changes.Environment);
        container["secrets"] = Merge(container, "secrets", "valueFrom", changes.Secrets);
        if (changes.Command is { Count: > 0 } command)
            container["command"] = JsonFields.Array(command);
        else
            container.Remove("command");
        return request;
    }

    private static JsonArray Merge(JsonObject container, string list, string valueName, IReadOnlyDictionary<string, string> changes)
    {
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in container.Objects(list))
            merged[entry.Text("name")] = entry.Text(valueName);
        foreach (var (name, value) in changes)
            merged[name] = value;
        return new JsonArray([.. merged.Select(pair => new JsonObject { ["name"] = pair.Key, [valueName] = pair.Value })]);
    }
}

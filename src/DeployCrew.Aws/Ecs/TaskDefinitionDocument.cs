using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws.Ecs;

/// <summary>Turns a described task definition and our changes into a RegisterTaskDefinition request. Every field that is not ours stays.</summary>
internal static class TaskDefinitionDocument
{
    // DescribeTaskDefinition returns these; RegisterTaskDefinition does not take them.
    private static readonly string[] OutputOnly =
        ["taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt", "registeredBy", "deregisteredAt", "deleteRequestedAt"];

    /// <summary>The request that would register this very definition again.</summary>
    public static JsonObject Registrable(EcsTaskDefinition definition)
    {
        var request = (JsonObject)JsonNode.Parse(definition.Document)!;
        foreach (var name in OutputOnly)
            request.Remove(name);
        return request;
    }

    public static JsonObject Apply(EcsTaskDefinition basis, TaskDefinitionChanges changes)
    {
        var request = Registrable(basis);
        request["cpu"] = changes.Cpu.ToString(System.Globalization.CultureInfo.InvariantCulture);
        request["memory"] = changes.Memory.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var container = request.Objects("containerDefinitions").FirstOrDefault(found => found.TextOrNull("name") == changes.Container)
            ?? throw AwsErrors.UnexpectedAnswer("ecs:DescribeTaskDefinition", $"{basis.Arn} has no container '{changes.Container}'");
        container["image"] = changes.Image;
        if (changes.Command is { Count: > 0 } command)
            container["command"] = JsonFields.Array(command);
        else
            container.Remove("command");
        return request;
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>What became of a stack's resources behind its back: through the AWS APIs, by somebody else. Resources that the local cloud only
/// records cannot drift and are not looked at.</summary>
internal static class StackDrift
{
    /// <summary>By resource name: <c>{type, gone, properties: [{path, before, after}]}</c>.</summary>
    public static JsonObject Of(CloudState state, string stack)
    {
        var found = new JsonObject();
        foreach (var (name, resource) in (state.Stacks.GetValueOrDefault(stack)?.Resources ?? []).OrderBy(pair => pair.Value.Order))
        {
            if (Look(state, resource) is not { } seen)
                continue;
            found[name] = new JsonObject
            {
                ["type"] = resource.Type,
                ["gone"] = seen.Gone,
                ["properties"] = new JsonArray([.. seen.Properties.Where(one => !JsonNode.DeepEquals(one.Before, one.After))
                    .Select(one => new JsonObject { ["path"] = one.Path, ["before"] = one.Before?.ToJsonString(), ["after"] = one.After?.ToJsonString() })]),
            };
        }

        return found;
    }

    private static Seen? Look(CloudState state, StackResourceState resource)
    {
        var id = resource.Outputs.Text("id") ?? "";
        return resource.Type switch
        {
            "aws:ecr/repository:Repository" => Seen.Or(state.Repositories.GetValueOrDefault(id), one =>
                [Compared(resource, "imageTagMutability", one.ImmutableTags ? "IMMUTABLE" : "MUTABLE")]),
            "aws:ecs/cluster:Cluster" => Seen.Or(state.Clusters.GetValueOrDefault(id[(id.LastIndexOf('/') + 1)..]), _ => []),
            "aws:ecs/service:Service" => Seen.Or(state.Services.GetValueOrDefault(id), one =>
                [Compared(resource, "healthCheckGracePeriodSeconds", one.GraceSeconds)]),
            "aws:cloudwatch/logGroup:LogGroup" => Seen.Or(state.LogGroups.GetValueOrDefault(id), one =>
                [Compared(resource, "retentionInDays", one.RetentionDays)]),
            "aws:lb/loadBalancer:LoadBalancer" => Seen.Or(state.LoadBalancers.GetValueOrDefault(id), _ => []),
            "aws:lb/targetGroup:TargetGroup" => Seen.Or(state.TargetGroups.GetValueOrDefault(id), one =>
                [Compared(resource, "port", one.Port), Compared(resource, "deregistrationDelay", one.DeregistrationDelaySeconds)]),
            "aws:ssm/parameter:Parameter" => Seen.Or(state.Parameters.GetValueOrDefault(id), one =>
                one.Type == "SecureString" ? [] : [new("value", resource.Outputs["value"]?.DeepClone(), JsonValue.Create(one.Value))]),
            _ => null,
        };
    }

    private static Property Compared(StackResourceState resource, string path, JsonNode? now) => new(path, resource.Inputs[path]?.DeepClone(), now);

    private sealed record Property(string Path, JsonNode? Before, JsonNode? After);

    private sealed record Seen(bool Gone, IReadOnlyList<Property> Properties)
    {
        public static Seen Or<T>(T? found, Func<T, IReadOnlyList<Property>> properties) where T : class =>
            found is null ? new(true, []) : new(false, properties(found));
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>A stack as it should be beside the stack as it was applied.</summary>
internal static class StackComparison
{
    /// <summary>What becomes of one resource.</summary>
    /// <param name="resource">The resource as modelled.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="applied">By name, <c>{type, inputs, outputs}</c> of what is there.</param>
    public static ResourceChange Of(Resource resource, JsonObject inputs, JsonObject applied)
    {
        if (applied[resource.Name] is not JsonObject before)
            return new(ChangeKind.Create, resource.Type, resource.Name, []);
        var old = before["inputs"] as JsonObject ?? [];
        var ignored = resource.Options.IgnoreChanges.Select(path => path.Split('.', '[')[0]).ToHashSet(StringComparer.Ordinal);
        PropertyChange[] differing = [.. inputs.Select(input => input.Key).Union(old.Select(input => input.Key))
            .Where(name => !ignored.Contains(name) && !JsonNode.DeepEquals(inputs[name], old[name])).Order(StringComparer.Ordinal)
            .Select(name => new PropertyChange(
                name, old[name]?.ToJsonString(), inputs[name]?.ToJsonString(), ReplacingInputs.Has(resource.Type, name)))];
        var kind = differing.Length == 0 ? ChangeKind.Same
            : differing.Any(change => change.ForcesReplacement) ? ChangeKind.Replace : ChangeKind.Update;
        return new(kind, resource.Type, resource.Name, differing);
    }

    /// <summary>Resources that are there and no longer modelled, in the order of their creation.</summary>
    public static IReadOnlyList<ResourceChange> Gone(StackModel model, StackConfiguration configuration, JsonObject applied)
    {
        var wanted = StackResolution.Active(model, configuration).Select(resource => resource.Name).ToHashSet(StringComparer.Ordinal);
        return [.. applied.Where(pair => !wanted.Contains(pair.Key))
            .Select(pair => new ResourceChange(ChangeKind.Delete, pair.Value!["type"]!.ToString(), pair.Key, []))];
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Guards;

/// <summary>Which changes of a preview follow from a change of the requirements, and which do not.</summary>
public static class ExplainedChanges
{
    /// <summary>Deletions and replacements that do not follow: of resources that are modelled as they were, and depend on none that changed.</summary>
    /// <param name="preview">What would change.</param>
    /// <param name="before">The stack that was applied last.</param>
    /// <param name="after">The stack that would be applied.</param>
    public static IReadOnlyList<ResourceChange> Unexplained(
        StackPreview preview, (StackModel Model, StackConfiguration Configuration) before, (StackModel Model, StackConfiguration Configuration) after)
    {
        ArgumentNullException.ThrowIfNull(preview);
        var doubtful = preview.Changes.Where(change => change.Kind is ChangeKind.Delete or ChangeKind.Replace).ToList();
        if (doubtful.Count == 0)
            return [];
        var expected = Expected(before, after);
        return [.. doubtful.Where(change => !expected.Contains(change.Name))];
    }

    /// <summary>Resources that differ between two stacks, and all that refer to them.</summary>
    private static HashSet<string> Expected(
        (StackModel Model, StackConfiguration Configuration) before, (StackModel Model, StackConfiguration Configuration) after)
    {
        var (old, now) = (Inputs(before), Inputs(after));
        var expected = old.Keys.Union(now.Keys).Where(name =>
            !old.TryGetValue(name, out var was) || !now.TryGetValue(name, out var current) || !JsonNode.DeepEquals(was, current)).ToHashSet(StringComparer.Ordinal);
        // Resources come after those that they refer to: one pass follows every chain.
        foreach (var resource in after.Model.Resources)
        {
            if (Values.ReferredBy(resource).Any(expected.Contains))
                expected.Add(resource.Name);
        }

        return expected;
    }

    private static Dictionary<string, JsonObject> Inputs((StackModel Model, StackConfiguration Configuration) stack) =>
        StackResolution.Active(stack.Model, stack.Configuration).ToDictionary(
            resource => resource.Name,
            resource => StackResolution.Inputs(resource, stack.Configuration), StringComparer.Ordinal);
}

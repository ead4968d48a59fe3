using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;

namespace DeployCrew.Preflight;

/// <summary>Whether something of the names that the plan would create is there already: created by hand, by another tool, or by a state that was
/// lost.</summary>
internal static class NameChecks
{
    // Where a type's name in AWS is.
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["aws:lb/loadBalancer:LoadBalancer"] = "name",
        ["aws:lb/targetGroup:TargetGroup"] = "name",
        ["aws:ecr/repository:Repository"] = "name",
        ["aws:ecs/cluster:Cluster"] = "name",
        ["aws:iam/role:Role"] = "name",
        ["aws:cloudwatch/logGroup:LogGroup"] = "name",
        ["aws:rds/instance:Instance"] = "identifier",
        ["aws:ssm/parameter:Parameter"] = "name",
    };

    /// <summary>One check for all names of a type.</summary>
    public static IEnumerable<PreflightCheck> For(StackModel model, StackConfiguration configuration, StackPreview preview)
    {
        var created = preview.Changes.Where(change => change.Kind == ChangeKind.Create && Names.ContainsKey(change.Type))
            .Select(change => change.Name).ToHashSet(StringComparer.Ordinal);
        return StackResolution.Active(model, configuration).Where(resource => created.Contains(resource.Name))
            .GroupBy(resource => resource.Type, StringComparer.Ordinal)
            .Select(group => Check(group.Key, [.. group.Select(resource => (resource.Name, NameOf(resource, configuration)))]));
    }

    private static PreflightCheck Check(string type, IReadOnlyList<(string Logical, string Name)> resources)
    {
        var check = $"names: {type[(type.LastIndexOf(':') + 1)..]}";
        return new(check, async (facts, cancellationToken) =>
        {
            var taken = new List<(string Logical, string Name)>();
            foreach (var resource in resources)
            {
                if (await facts.Account.ExistsAsync(type, resource.Name, cancellationToken) is true)
                    taken.Add(resource);
            }

            return taken.Count == 0 ? PreflightResult.Ok(check, $"{resources.Count} free")
                : PreflightResult.Fail(check, $"there already: {string.Join(", ", taken.Select(one => one.Name))}",
                    $"Adopt it into the state ('pulumi import {type} {taken[0].Logical} ID' or a Terraform import block), give the project or environment another name, or remove what is there by hand: nothing of it is deleted for you.");
        });
    }

    // Names are made of literals and configuration; one that is not is known to AWS only later.
    private static string NameOf(Resource resource, StackConfiguration configuration) =>
        StackResolution.Inputs(resource, configuration)[Names[resource.Type]]?.ToString() ?? "";
}

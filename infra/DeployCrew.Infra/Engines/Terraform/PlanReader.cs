using System.Text.Json.Nodes;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Terraform;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>Reads <c>terraform show -json PLAN</c> (format 1) in the model's own words.</summary>
internal sealed class PlanReader(TerraformNames names)
{
    /// <summary>What applying the plan would do.</summary>
    public StackPreview Changes(JsonNode plan) => new([.. Entries(plan, "resource_changes").Select(Change).OfType<ResourceChange>()]);

    /// <summary>What differs outside of the state, of the inputs that the model gives: what it leaves to AWS may change at any time, and
    /// what it ignores is somebody else's.</summary>
    public StackPreview Drift(JsonNode plan)
    {
        var drifted = Entries(plan, "resource_drift").Select(Drifted).OfType<ResourceChange>().ToList();
        var known = drifted.Select(change => change.Name).ToHashSet(StringComparer.Ordinal);
        var state = plan["prior_state"]?["values"]?["root_module"]?["resources"]?.AsArray() ?? [];
        var same = state.Where(entry => (string?)entry!["mode"] == "managed").Select(entry => Identity(entry!))
            .Where(resource => !known.Contains(resource.Name))
            .Select(resource => new ResourceChange(ChangeKind.Same, resource.Type, resource.Name, []));
        return new([.. drifted, .. same]);
    }

    private ResourceChange? Change(JsonNode entry)
    {
        var actions = entry["change"]!["actions"]!.AsArray().Select(action => (string)action!).ToList();
        var kind = actions switch
        {
            ["no-op"] => ChangeKind.Same,
            ["create"] => ChangeKind.Create,
            ["update"] => ChangeKind.Update,
            ["delete"] => ChangeKind.Delete,
            [_, _] => ChangeKind.Replace,
            _ => (ChangeKind?)null,
        };
        if (kind is null)
            return null;
        var (type, name) = Identity(entry);
        return new(kind.Value, type, name, kind is ChangeKind.Update or ChangeKind.Replace ? Properties(entry, type, given: null) : []);
    }

    private ResourceChange? Drifted(JsonNode entry)
    {
        var (type, name) = Identity(entry);
        var change = Change(entry);
        if (change is null or { Kind: ChangeKind.Delete })
            return change;
        if (names.At(Address(entry)) is not { } resource)
            return null;
        var given = resource.Inputs.Select(input => input.Key).Except(resource.Options.IgnoreChanges, StringComparer.Ordinal);
        var properties = Properties(entry, type, given.ToHashSet(StringComparer.Ordinal))
            .Where(property => !resource.Options.IgnoreChanges.Any(path => property.Path.StartsWith(path, StringComparison.Ordinal))).ToList();
        return properties.Count == 0 ? null : change with { Name = name, Properties = properties };
    }

    private List<PropertyChange> Properties(JsonNode entry, string type, HashSet<string>? given)
    {
        if (TerraformCatalogue.Aws.Find(type) is not { } known)
            return [];
        var own = names.At(Address(entry))?.Inputs.Select(input => input.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        var difference = new PlanDifference(entry["change"]!);
        foreach (var (name, property) in known.Inputs)
        {
            // What the provider fills in by itself is unknown in every plan that changes something else.
            if (given is null ? !property.IsComputed || own.Contains(name) : given.Contains(name))
                difference.Compare(name, property, ResourceCatalogue.Aws.Find(type)!.Inputs[name]);
        }
        if (difference.Found.Count == 0 && given is null)
        {
            foreach (var (name, property) in known.Outputs)
                difference.Compare(name, property, ResourceCatalogue.Aws.Find(type)!.Outputs[name]);
        }
        return difference.Found;
    }

    private (string Type, string Name) Identity(JsonNode entry)
    {
        var terraform = (string)entry["type"]!;
        return names.At(Address(entry)) is { } resource ? (resource.Type, resource.Name)
            // It is in the state only: the model that had it wrote hyphens.
            : (TerraformCatalogue.Aws.Token(terraform) ?? terraform, ((string)entry["name"]!).Replace('_', '-'));
    }

    private static string Address(JsonNode entry) => $"{(string)entry["type"]!}.{(string)entry["name"]!}";

    private static IEnumerable<JsonNode> Entries(JsonNode plan, string name) =>
        (plan[name]?.AsArray() ?? []).Where(entry => (string?)entry!["mode"] == "managed")!;
}

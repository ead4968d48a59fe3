using DeployCrew.Core.Errors;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Validation;

/// <summary>Holds a model against the catalogue and against the rules that engines and emitters rely on.</summary>
public static class ModelValidator
{
    /// <summary>Every problem of a model; empty when it is valid.</summary>
    public static IReadOnlyList<Diagnostic> Validate(StackModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var problems = new List<Diagnostic>();
        var earlier = new Dictionary<string, Resource>(StringComparer.Ordinal);
        var configuration = new ConfigurationCheck(model);
        var conditions = new ConditionCheck(model);
        foreach (var resource in model.Resources)
        {
            if (ResourceCatalogue.Aws.Find(resource.Type) is { } type)
                InputCheck.Check(resource, type, problems);
            else
                problems.Add(StackErrors.UnknownType(resource.Name, resource.Type));
            CheckReferences(model, resource, earlier, conditions, problems);
            configuration.Check(resource, problems);
            if (!earlier.TryAdd(resource.Name, resource))
                problems.Add(StackErrors.DuplicateResource(resource.Name));
        }
        foreach (var (name, value) in model.Outputs.Concat(model.DefaultTags))
            CheckOutput(name, value, earlier, configuration, conditions, problems);
        return problems;
    }

    /// <summary>Every problem of an environment's values: keys that are missing or of another kind than declared.</summary>
    public static IReadOnlyList<Diagnostic> Validate(StackModel model, StackConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.Configuration
            .Where(key => !configuration.Values.TryGetValue(key.Name, out var value) || !IsOf(key.Kind, value))
            .Select(key => StackErrors.MissingConfiguration(configuration.Environment, key.Name, key.Kind.ToString())),
            .. model.Configuration.Where(key => key.Requires is { } other && configuration.Values.GetValueOrDefault(key.Name) is true
                && configuration.Values.GetValueOrDefault(other) is not true)
            .Select(key => StackErrors.MissingConfiguration(configuration.Environment, key.Requires!, $"true, because '{key.Name}' is"))];
    }

    private static bool IsOf(ConfigurationKind kind, object value) => kind switch
    {
        ConfigurationKind.Text => value is string,
        ConfigurationKind.Number => value is int,
        ConfigurationKind.Flag => value is bool,
        ConfigurationKind.TextList => value is IReadOnlyList<string>,
        _ => value is IReadOnlyList<IReadOnlyDictionary<string, string>>,
    };

    private static void CheckReferences(
        StackModel model, Resource resource, Dictionary<string, Resource> earlier, ConditionCheck conditions, List<Diagnostic> problems)
    {
        var targets = Values.ReferredBy(resource);
        foreach (var target in targets.Where(target => !earlier.ContainsKey(target)))
            problems.Add(StackErrors.UnresolvedReference(resource.Name, target, model.Resources.Any(other => other.Name == target)));
        foreach (var reference in Values.In(resource).OfType<Reference>())
            CheckOutputExists(resource.Name, reference, earlier, problems);
        // Few resources have a condition, and only who refers to those has to be looked at closely.
        if (!targets.Any(target => earlier.TryGetValue(target, out var found) && found.Options.When is not null))
            return;
        var holding = conditions.Holding(resource.Options.When);
        CheckConditions(resource.Name, resource.Inputs.SelectMany(input => conditions.Targets(input.Value, holding))
            .Concat(resource.Options.DependsOn.Select(target => (target, holding))), earlier, problems);
    }

    private static void CheckOutput(
        string name, Value value, Dictionary<string, Resource> resources, ConfigurationCheck configuration, ConditionCheck conditions,
        List<Diagnostic> problems)
    {
        foreach (var reference in Values.SelfAndInner(value).OfType<Reference>())
        {
            if (!resources.ContainsKey(reference.Resource))
                problems.Add(StackErrors.UnresolvedReference($"outputs/{name}", reference.Resource, later: false));
            CheckOutputExists($"outputs/{name}", reference, resources, problems);
        }
        CheckConditions($"outputs/{name}", conditions.Targets(value, []), resources, problems);
        configuration.Check(() => $"outputs/{name}", value, problems);
    }

    private static void CheckConditions(
        string path, IEnumerable<(string Target, IReadOnlyList<string> Holding)> references, Dictionary<string, Resource> resources,
        List<Diagnostic> problems)
    {
        foreach (var target in references
            .Where(reference => resources.GetValueOrDefault(reference.Target)?.Options.When is { } condition && !reference.Holding.Contains(condition))
            .Select(reference => reference.Target).Distinct(StringComparer.Ordinal))
            problems.Add(StackErrors.ConditionalReference(path, target, resources[target].Options.When!));
    }

    private static void CheckOutputExists(
        string path, Reference reference, Dictionary<string, Resource> resources, List<Diagnostic> problems)
    {
        if (!resources.TryGetValue(reference.Resource, out var target) || ResourceCatalogue.Aws.Find(target.Type) is not { } type)
            return;
        if (OutputPath.Resolve(type, PropertyPath.Parse(reference.Property)) is null)
            problems.Add(StackErrors.UnknownOutput(path, reference.Resource, reference.Property));
    }
}

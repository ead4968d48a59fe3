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
        foreach (var resource in model.Resources)
        {
            if (ResourceCatalogue.Aws.Find(resource.Type) is { } type)
                InputCheck.Check(resource, type, problems);
            else
                problems.Add(StackErrors.UnknownType(resource.Name, resource.Type));
            CheckReferences(model, resource, earlier, problems);
            configuration.Check(resource, problems);
            if (!earlier.TryAdd(resource.Name, resource))
                problems.Add(StackErrors.DuplicateResource(resource.Name));
        }
        foreach (var (name, value) in model.Outputs.Concat(model.DefaultTags))
            CheckOutput(name, value, earlier, configuration, problems);
        return problems;
    }

    /// <summary>Every problem of an environment's values: keys that are missing or of another kind than declared.</summary>
    public static IReadOnlyList<Diagnostic> Validate(StackModel model, StackConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.Configuration
            .Where(key => !configuration.Values.TryGetValue(key.Name, out var value) || !IsOf(key.Kind, value))
            .Select(key => StackErrors.MissingConfiguration(configuration.Environment, key.Name, key.Kind.ToString()))];
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
        StackModel model, Resource resource, Dictionary<string, Resource> earlier, List<Diagnostic> problems)
    {
        foreach (var target in Values.ReferredBy(resource))
        {
            if (!earlier.TryGetValue(target, out var found))
                problems.Add(StackErrors.UnresolvedReference(resource.Name, target, model.Resources.Any(other => other.Name == target)));
            else if (found.Options.When is { } condition && condition != resource.Options.When)
                problems.Add(StackErrors.ConditionalReference(resource.Name, target, condition));
        }
        foreach (var reference in Values.In(resource).OfType<Reference>())
            CheckOutputExists(resource.Name, reference, earlier, problems);
    }

    private static void CheckOutput(
        string name, Value value, Dictionary<string, Resource> resources, ConfigurationCheck configuration, List<Diagnostic> problems)
    {
        foreach (var reference in Values.SelfAndInner(value).OfType<Reference>())
        {
            if (!resources.TryGetValue(reference.Resource, out var found))
                problems.Add(StackErrors.UnresolvedReference($"outputs/{name}", reference.Resource, later: false));
            else if (found.Options.When is { } condition)
                problems.Add(StackErrors.ConditionalReference($"outputs/{name}", reference.Resource, condition));
            CheckOutputExists($"outputs/{name}", reference, resources, problems);
        }
        configuration.Check($"outputs/{name}", value, problems);
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

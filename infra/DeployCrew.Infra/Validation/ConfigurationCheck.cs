using DeployCrew.Core.Errors;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Validation;

/// <summary>Configuration keys are declared, and declared as what they are used for.</summary>
internal sealed class ConfigurationCheck(StackModel model)
{
    private readonly Dictionary<string, ConfigurationKind> declared = model.Configuration
        .GroupBy(key => key.Name, StringComparer.Ordinal).ToDictionary(keys => keys.Key, keys => keys.First().Kind, StringComparer.Ordinal);

    public void Check(Resource resource, List<Diagnostic> problems)
    {
        if (resource.Options.When is { } condition
            && declared.GetValueOrDefault(condition, ConfigurationKind.Text) != ConfigurationKind.Flag)
            problems.Add(StackErrors.UndeclaredConfiguration($"resources/{resource.Name}", condition, nameof(ConfigurationKind.Flag)));
        foreach (var (name, value) in resource.Inputs)
            Check(() => $"resources/{resource.Name}/{name}", value, problems);
    }

    public void Check(Func<string> path, Value value, List<Diagnostic> problems)
    {
        foreach (var inner in Values.SelfAndInner(value))
        {
            if (Problem(path, inner) is { } problem)
                problems.Add(problem);
        }
    }

    private Diagnostic? Problem(Func<string> path, Value value) => value switch
    {
        Choice choice => declared.GetValueOrDefault(choice.Flag, ConfigurationKind.Text) == ConfigurationKind.Flag ? null
            : StackErrors.UndeclaredConfiguration(path(), choice.Flag, nameof(ConfigurationKind.Flag)),
        ConfigurationKey key => !declared.TryGetValue(key.Name, out var kind) ? StackErrors.UndeclaredConfiguration(path(), key.Name, "a key")
            : key.Index is not null && kind != ConfigurationKind.TextList
                ? StackErrors.UndeclaredConfiguration(path(), key.Name, nameof(ConfigurationKind.TextList)) : null,
        _ => null,
    };
}

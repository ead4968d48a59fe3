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
            Check($"resources/{resource.Name}/{name}", value, problems);
    }

    public void Check(string path, Value value, List<Diagnostic> problems)
    {
        foreach (var choice in Values.SelfAndInner(value).OfType<Choice>()
            .Where(choice => declared.GetValueOrDefault(choice.Flag, ConfigurationKind.Text) != ConfigurationKind.Flag))
            problems.Add(StackErrors.UndeclaredConfiguration(path, choice.Flag, nameof(ConfigurationKind.Flag)));
        foreach (var key in Values.SelfAndInner(value).OfType<ConfigurationKey>())
        {
            if (!declared.TryGetValue(key.Name, out var kind))
                problems.Add(StackErrors.UndeclaredConfiguration(path, key.Name, "a key"));
            else if (key.Index is not null && kind != ConfigurationKind.TextList)
                problems.Add(StackErrors.UndeclaredConfiguration(path, key.Name, nameof(ConfigurationKind.TextList)));
        }
    }
}

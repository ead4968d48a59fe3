using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Validation;

/// <summary>Nothing refers to a resource where that resource does not exist.</summary>
internal sealed class ConditionCheck(StackModel model)
{
    private readonly Dictionary<string, string> requires = model.Configuration.Where(key => key.Requires is not null)
        .GroupBy(key => key.Name, StringComparer.Ordinal)
        .ToDictionary(keys => keys.Key, keys => keys.First().Requires!, StringComparer.Ordinal);

    /// <summary>The flags that are true wherever this one is.</summary>
    public IReadOnlyList<string> Holding(string? flag)
    {
        var holding = new List<string>();
        for (var next = flag; next is not null && !holding.Contains(next); next = requires.GetValueOrDefault(next))
            holding.Add(next);
        return holding;
    }

    /// <summary>Names of the resources that a value refers to, each with the flags that are true where it does.</summary>
    public IEnumerable<(string Target, IReadOnlyList<string> Holding)> Targets(Value value, IReadOnlyList<string> holding)
    {
        if (value is Reference reference)
            return [(reference.Resource, holding)];
        if (value is Choice choice)
            return Targets(choice.Then, [.. holding, .. Holding(choice.Flag)]).Concat(Targets(choice.Else, holding));
        return Values.Children(value).SelectMany(inner => Targets(inner, holding));
    }
}

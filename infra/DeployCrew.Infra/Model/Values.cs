namespace DeployCrew.Infra.Model;

/// <summary>Reads of values that every reader of the model needs.</summary>
public static class Values
{
    /// <summary>A value and everything inside it, outermost first.</summary>
    public static IReadOnlyList<Value> SelfAndInner(Value value)
    {
        var all = new List<Value>();
        Collect(value, all);
        return all;
    }

    /// <summary>Every value in a resource's inputs, at any depth.</summary>
    public static IReadOnlyList<Value> In(Resource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var all = new List<Value>();
        foreach (var (_, value) in resource.Inputs)
            Collect(value, all);
        return all;
    }

    /// <summary>The resources that a resource refers to, by inputs or options, without repetition.</summary>
    public static IReadOnlyList<string> ReferredBy(Resource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var targets = new List<string>();
        foreach (var reference in In(resource).OfType<Reference>().Where(reference => !targets.Contains(reference.Resource)))
            targets.Add(reference.Resource);
        targets.AddRange(resource.Options.DependsOn.Where(name => !targets.Contains(name)));
        return targets;
    }

    /// <summary>The configuration keys that a value depends on, flags of choices among them.</summary>
    public static IEnumerable<string> Keys(Value value) => SelfAndInner(value).Select(inner => inner switch
    {
        ConfigurationKey key => key.Name,
        Choice choice => choice.Flag,
        _ => null,
    }).OfType<string>();

    // Models have a hundred thousand values, and every reader asks for them: one list, no iterator per level.
    private static void Collect(Value value, List<Value> all)
    {
        all.Add(value);
        foreach (var inner in Children(value))
            Collect(inner, all);
    }

    /// <summary>The values directly inside a value.</summary>
    public static IEnumerable<Value> Children(Value value) => value switch
    {
        ListValue list => list.Items,
        MapValue map => map.Entries.Select(entry => entry.Value),
        Interpolation interpolation => interpolation.Parts,
        Concatenation concatenation => concatenation.Lists,
        JsonDocumentValue document => [document.Content],
        SecretValue secret => [secret.Content],
        Choice choice => [choice.Then, choice.Else],
        _ => [],
    };
}

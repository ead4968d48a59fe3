namespace DeployCrew.Infra.Model;

/// <summary>Reads of values that every reader of the model needs.</summary>
public static class Values
{
    /// <summary>A value and everything inside it, outermost first.</summary>
    public static IEnumerable<Value> SelfAndInner(Value value)
    {
        yield return value;
        foreach (var inner in Children(value).SelectMany(SelfAndInner))
            yield return inner;
    }

    /// <summary>Every value in a resource's inputs, at any depth.</summary>
    public static IEnumerable<Value> In(Resource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Inputs.SelectMany(input => SelfAndInner(input.Value));
    }

    /// <summary>The resources that a resource refers to, by inputs or options, without repetition.</summary>
    public static IEnumerable<string> ReferredBy(Resource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return In(resource).OfType<Reference>().Select(reference => reference.Resource).Concat(resource.Options.DependsOn)
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<Value> Children(Value value) => value switch
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

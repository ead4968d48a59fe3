namespace DeployCrew.Infra.Engines;

/// <summary>An applied stack: what was done to each resource, and the outputs that are not secret.</summary>
public sealed record StackResult(IReadOnlyList<ResourceChange> Changes, IReadOnlyDictionary<string, string> Outputs)
{
    /// <summary>How many resources changed in one way.</summary>
    public int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);
}

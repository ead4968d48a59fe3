namespace DeployCrew.Infra.Engines;

/// <summary>What applying a stack would change; resources that stay as they are (<see cref="ChangeKind.Same"/>) are in it too.</summary>
public sealed record StackPreview(IReadOnlyList<ResourceChange> Changes)
{
    /// <summary>How many resources would change in one way.</summary>
    public int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);

    /// <summary>Whether there is anything to do.</summary>
    public bool HasChanges => Changes.Any(change => change.Kind != ChangeKind.Same);

    /// <summary>Whether the engine's state holds no resource at all.</summary>
    public bool IsStateEmpty => Changes.All(change => change.Kind == ChangeKind.Create);
}

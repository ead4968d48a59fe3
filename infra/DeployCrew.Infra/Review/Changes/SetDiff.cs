namespace DeployCrew.Infra.Review.Changes;

/// <summary>What a list has more, and less, than it had; the order says nothing.</summary>
/// <param name="Added">What was not there.</param>
/// <param name="Removed">What is not there any more.</param>
public sealed record SetDiff<T>(IReadOnlyList<T> Added, IReadOnlyList<T> Removed)
{
    /// <summary>Whether both have the same.</summary>
    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0;
}

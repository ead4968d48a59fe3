namespace DeployCrew.Infra.Engines;

/// <summary>A lock on a stack's state, as its owner wrote it down.</summary>
/// <param name="Id">Id, for <see cref="IStackLocks.BreakAsync"/>.</param>
/// <param name="Owner">Who: <c>ana@laptop</c>.</param>
/// <param name="Operation">What for: <c>apply</c>, <c>plan</c>.</param>
/// <param name="Created">Since when; null when that cannot be read.</param>
public sealed record StackLock(string Id, string Owner, string Operation, DateTimeOffset? Created)
{
    /// <summary><c>apply by ana@laptop since 2026-11-20 10:00:00Z, lock 2b6a…</c></summary>
    public override string ToString() =>
        $"{Operation} by {Owner}{(Created is { } created ? $" since {created.ToUniversalTime():u}" : "")}, lock {Id}";
}

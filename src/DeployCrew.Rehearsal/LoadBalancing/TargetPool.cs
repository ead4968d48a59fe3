namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>The targets of a group that get requests now, in turn.</summary>
internal sealed class TargetPool(IReadOnlyList<TargetAddress> targets, WeightedTurns turns)
{
    private readonly Decision[] decisions = [.. targets.Select(Decision.To)];

    /// <summary>The next target; 503 when there is none.</summary>
    public Decision Next() => turns.Next() is { } next ? decisions[next] : Decision.NoTarget;
}

namespace DeployCrew.Core.Runs;

/// <summary>Where a rollback goes.</summary>
/// <param name="To">A task definition, service revision or image digest that was live; null: what was live before.</param>
/// <param name="Service">The service; null: all of them.</param>
public sealed record RollbackRequest(string? To, string? Service)
{
    /// <summary>Hash of what somebody was shown before; where it goes from and to has to be the same. Null: whatever is there.</summary>
    public string? Preview { get; init; }
}

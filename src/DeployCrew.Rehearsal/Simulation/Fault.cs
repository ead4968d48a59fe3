namespace DeployCrew.Rehearsal.Simulation;

/// <summary>Something that goes wrong in a simulated rollout.</summary>
/// <param name="Kind">What.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>1: what is live before; 2: what is rolled out.</summary>
    public int Version { get; init; } = 2;

    /// <summary>Part of the tasks, requests or calls that it concerns, 0-1.</summary>
    public double Share { get; init; } = 1;

    /// <summary>When it begins, from the rollout's start on.</summary>
    public TimeSpan At { get; init; }

    /// <summary>How long: until a crash, the delay, the outage; null where the kind has no length or its standard one.</summary>
    public TimeSpan? Length { get; init; }

    /// <summary>Name of the alarm, or of the lifecycle stage at which a user ends the rollout.</summary>
    public string? Name { get; init; }
}

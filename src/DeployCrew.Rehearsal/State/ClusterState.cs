namespace DeployCrew.Rehearsal.State;

/// <summary>An ECS cluster.</summary>
internal sealed class ClusterState
{
    public required string Name { get; init; }

    public required string Arn { get; init; }
}

using DeployCrew.Core.Requirements;
using DeployCrew.Rehearsal.Simulation;

namespace DeployCrew.Simulation;

/// <summary>A rollout to simulate.</summary>
/// <param name="Requirements">The project's requirements; strategy, alarms and times are theirs.</param>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Service">Name of the service.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Seed">What chance is drawn from: the same seed gives the same rollout.</param>
public sealed record SimulationRequest(RequirementsDocument Requirements, string Environment, string Service, IReadOnlyList<Fault> Faults, int Seed)
{
    /// <summary>Tasks of the service; null: as many as the requirements want at the least.</summary>
    public int? Tasks { get; init; }

    /// <summary>Whether nothing is live before.</summary>
    public bool First { get; init; }
}

using DeployCrew.Infra.Cost;

namespace DeployCrew.Infra.Review.Changes;

/// <summary>How an environment differs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whether it is new, gone, or in both.</param>
/// <param name="Resources">Resources that differ, by name.</param>
/// <param name="BeforeUsd">US dollars per month before, of what is priced.</param>
/// <param name="AfterUsd">US dollars per month now.</param>
/// <param name="Cost">Resources that cost more or less.</param>
/// <param name="Exposure">Who can reach what.</param>
/// <param name="Permissions">What roles may do.</param>
public sealed record EnvironmentDiff(
    string Name, DiffKind Kind, IReadOnlyList<ResourceDiff> Resources, decimal BeforeUsd, decimal AfterUsd, IReadOnlyList<CostChange> Cost,
    SetDiff<Connection> Exposure, SetDiff<Permission> Permissions)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Kind == DiffKind.Changed && Resources.Count == 0 && Cost.Count == 0 && Exposure.IsEmpty && Permissions.IsEmpty;
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>What every service is made from.</summary>
/// <param name="Environments">Every environment, ordered by name.</param>
internal sealed record ServiceScope(
    IReadOnlyList<EnvironmentScope> Environments, CommonConfiguration Common, Network Network, Security Security,
        LoadBalancing LoadBalancing,
    ResourceHandle Cluster, ResourceHandle Key, IReadOnlyList<BackingAccess> Backing, List<Diagnostic> Problems)
{
    /// <summary>Where a shell can be opened in running tasks.</summary>
    public required Presence Exec { get; init; }

    public DeployRequirements Deploy => Environments[0].Document.Deploy;
}

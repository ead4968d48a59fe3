using DeployCrew.Core.Errors;

namespace DeployCrew.Infra.Blueprints;

/// <summary>What every service is made from.</summary>
/// <param name="Environments">Every environment, ordered by name.</param>
internal sealed record ServiceScope(
    IReadOnlyList<EnvironmentScope> Environments, CommonConfiguration Common, Network Network, Security Security,
        LoadBalancing LoadBalancing,
    ResourceHandle Cluster, ResourceHandle Key, IReadOnlyList<BackingAccess> Backing, List<Diagnostic> Problems);

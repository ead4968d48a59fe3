using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>What every service is made from.</summary>
internal sealed record ServiceScope(
    RequirementsDocument Document, CommonConfiguration Common, Network Network, Security Security, LoadBalancing LoadBalancing,
    ResourceHandle Cluster, ResourceHandle Key, IReadOnlyList<BackingAccess> Backing, List<Diagnostic> Problems);

using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>What every backing resource is made from.</summary>
internal sealed record BackingScope(
    RequirementsDocument Document, CommonConfiguration Common, Network Network, Security Security, ResourceHandle Key);

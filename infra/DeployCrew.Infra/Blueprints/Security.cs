namespace DeployCrew.Infra.Blueprints;

/// <summary>Security groups, as other concepts use them.</summary>
internal sealed record Security(ResourceHandle LoadBalancer, IReadOnlyDictionary<string, ResourceHandle> Services);

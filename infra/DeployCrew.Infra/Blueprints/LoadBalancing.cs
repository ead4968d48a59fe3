namespace DeployCrew.Infra.Blueprints;

/// <summary>The load balancer, as other concepts use it.</summary>
internal sealed record LoadBalancing(ResourceHandle LoadBalancer, ResourceHandle Listener);

using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The load balancer, as other concepts use it.</summary>
/// <param name="Certificate">ARN of the issued certificate.</param>
internal sealed record LoadBalancing(ResourceHandle LoadBalancer, ResourceHandle Listener, Value Certificate)
{
    /// <summary>Null where rollouts are rolling.</summary>
    public TrafficShift? Shift { get; init; }
}

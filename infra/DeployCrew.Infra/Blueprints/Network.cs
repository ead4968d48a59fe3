using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The network, as other concepts use it.</summary>
/// <param name="TasksArePublic">True where there is no NAT gateway, so that tasks need public addresses.</param>
internal sealed record Network(
    ResourceHandle Vpc, IReadOnlyList<ResourceHandle> PublicSubnets, IReadOnlyList<ResourceHandle> PrivateSubnets,
        ConfigurationKey TasksArePublic, ConfigurationKey Cidr)
{
    /// <summary>Number of the account that the stack is in: the VPC's owner. Saves a look-up that would not be part of the model.</summary>
    public Reference Account => Vpc["ownerId"];
}

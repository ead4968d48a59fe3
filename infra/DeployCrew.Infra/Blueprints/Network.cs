using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The network, as other concepts use it: created, or there already.</summary>
/// <param name="Created">Which environments have one of their own.</param>
/// <param name="Vpc">The created one; not to be referred to where there is none.</param>
/// <param name="VpcId">Id of either.</param>
/// <param name="Account">Number of the account that the stack is in.</param>
/// <param name="PublicSubnetIds">One per zone.</param>
/// <param name="PrivateSubnetIds">One per zone.</param>
/// <param name="TasksArePublic">True where there is no way out but a public address.</param>
/// <param name="Cidr">Address block of either.</param>
internal sealed record Network(
    Presence Created, ResourceHandle Vpc, Value VpcId, Value Account, IReadOnlyList<Value> PublicSubnetIds,
    IReadOnlyList<Value> PrivateSubnetIds, ConfigurationKey TasksArePublic, ConfigurationKey Cidr);

namespace DeployCrew.Infra.Blueprints;

/// <summary>What services need whose traffic ECS shifts from one target group to another.</summary>
/// <param name="TestListener">Where the new version answers before it has production's traffic.</param>
/// <param name="Role">The role that ECS changes listener rules and target groups with.</param>
/// <param name="Permissions">Its permissions: without them ECS cannot take a service down in order either.</param>
internal sealed record TrafficShift(ResourceHandle TestListener, ResourceHandle Role, ResourceHandle Permissions);

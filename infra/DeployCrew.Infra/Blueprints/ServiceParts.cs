namespace DeployCrew.Infra.Blueprints;

/// <summary>A service's resources, as alarms and the contract use them. The target is null for a service without routes.</summary>
internal sealed record ServiceParts(
    string Name, ResourceHandle Repository, ResourceHandle LogGroup, ResourceHandle TaskDefinition, ResourceHandle Service,
        Target? Target);

namespace DeployCrew.Infra.Blueprints;

/// <summary>The second target group of a service whose traffic is shifted, and the two rules whose weights ECS sets.</summary>
internal sealed record ShiftedTarget(ResourceHandle Green, ResourceHandle ProductionRule, ResourceHandle TestRule);

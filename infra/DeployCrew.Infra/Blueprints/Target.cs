namespace DeployCrew.Infra.Blueprints;

/// <summary>A target group and the listener rules that lead to it.</summary>
internal sealed record Target(ResourceHandle Group, IReadOnlyList<ResourceHandle> Rules);

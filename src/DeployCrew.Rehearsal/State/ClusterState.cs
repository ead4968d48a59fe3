using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.State;

/// <summary>An ECS cluster.</summary>
internal sealed class ClusterState
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>FARGATE, FARGATE_SPOT.</summary>
    public List<string> CapacityProviders { get; set; } = [];

    /// <summary>Settings, configuration, defaultCapacityProviderStrategy and serviceConnectDefaults, as CreateCluster took them.</summary>
    public JsonObject Settings { get; init; } = [];
}

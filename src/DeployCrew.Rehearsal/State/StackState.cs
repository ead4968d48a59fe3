using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.State;

/// <summary>An applied stack: what the local cloud's stack engine compares the next one with.</summary>
internal sealed class StackState
{
    public Dictionary<string, StackResourceState> Resources { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>A resource of an applied stack.</summary>
internal sealed class StackResourceState
{
    public required string Type { get; init; }

    public required JsonObject Inputs { get; set; }

    public required JsonObject Outputs { get; set; }

    /// <summary>Counts up as resources are created; deletion goes the other way.</summary>
    public int Order { get; init; }
}

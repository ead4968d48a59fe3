using DeployCrew.Mcp.Schemas;

namespace DeployCrew.Mcp.Tools;

/// <summary>What clients are told of a tool.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">The same for people.</param>
/// <param name="Description">What it does and when to call it, for a model.</param>
/// <param name="Answer">The record that it answers with.</param>
internal sealed record ToolProfile(string Name, string Title, string Description, Type Answer)
{
    public IReadOnlyList<Argument> Arguments { get; init; } = [];

    /// <summary>Whether it leaves everything as it is, this machine's own notes and caches aside.</summary>
    public bool ReadOnly { get; init; } = true;

    /// <summary>Whether it may take something away.</summary>
    public bool Destructive { get; init; }

    /// <summary>Whether the same call once more does nothing more.</summary>
    public bool Idempotent { get; init; } = true;

    /// <summary>Whether it asks a cloud or registries, and not this machine's files only.</summary>
    public bool OpenWorld { get; init; }

    /// <summary>How long a call may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);
}

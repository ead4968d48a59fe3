using DeployCrew.Mcp.Calls;

namespace DeployCrew.Mcp.Tools;

/// <summary>Something that an agent can call.</summary>
internal interface ITool
{
    /// <summary>What clients are told of it.</summary>
    ToolProfile Profile { get; }

    /// <summary>Carries out a call whose arguments fit the profile.</summary>
    /// <returns>The answer's record.</returns>
    Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken);
}

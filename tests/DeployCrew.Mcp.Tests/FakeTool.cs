using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Tools;

namespace DeployCrew.Mcp.Tests;

/// <summary>A tool that does what a test wants.</summary>
internal sealed class FakeTool(string name, Func<ToolCall, CancellationToken, Task<object>> act) : ITool
{
    public ToolProfile Profile { get; } = new(name, name, "A test's.", typeof(RunsAnswer)) { Limit = TimeSpan.FromMinutes(1) };

    public static RunsAnswer Answer { get; } = new([], 0);

    public Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken) => act(call, cancellationToken);
}

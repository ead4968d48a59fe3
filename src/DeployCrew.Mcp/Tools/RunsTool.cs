using DeployCrew.Core.Runs;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;
using DeployCrew.Runs;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>runs</c>: the newest ones.</summary>
internal sealed class RunsTool : ITool
{
    private static readonly Argument Limit = new("limit", "integer", "How many at the most.") { Range = (1, 100), Default = 20 };

    public ToolProfile Profile { get; } = new("runs", "List runs", "Lists the runs of the server's machine, newest first.", typeof(RunsAnswer)) { Arguments = [Limit] };

    public Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var all = call.Get<RunStore>().All();
        var home = call.Get<Home>();
        return Task.FromResult<object>(new RunsAnswer([.. all.Take(call.Arguments.Number(Limit.Name, 20)).Select(run => RunView.Of(RunStore.StatusOf(run), home))], all.Count));
    }
}

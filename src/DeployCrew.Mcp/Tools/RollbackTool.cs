using DeployCrew.Core.Errors;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;
using DeployCrew.Rollouts;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>rollback</c>: goes back as a preview said.</summary>
internal sealed class RollbackTool : ITool
{
    private static readonly Argument Preview = Known.Hash("preview", "Whole hash that plan_rollback has answered with, to the same arguments.");

    public ToolProfile Profile { get; } = new(
        "rollback", "Roll back", "Brings the earlier version of each service out that plan_rollback has named, and verifies it. Refuses when anything has changed since.", typeof(RunAnswer))
    {
        Arguments = [.. PlanRollbackTool.Naming, Preview],
        ReadOnly = false,
        Destructive = true,
        Idempotent = false, // what was live before is another one afterwards
        OpenWorld = true,
        Limit = Deploying.Limit,
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var (request, wanted, shown) = (call.Request(call.Project()), PlanRollbackTool.Wanted(call), call.Arguments.Text(Preview.Name)!);
        var preview = await call.Get<RolloutService>().PreviewRollbackAsync(request, wanted, cancellationToken);
        if (preview.NeedsApproval)
            throw McpErrors.NeedsPerson("rollback", request.Environment);
        preview.RequireShown(shown); // once more by the run, when nobody else can change anything
        return await Deploying.RunAsync(call, request with { Rollback = wanted with { Preview = shown } }, cancellationToken);
    }
}

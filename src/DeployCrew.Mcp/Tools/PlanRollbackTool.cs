using DeployCrew.Core.Runs;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;
using DeployCrew.Rollouts;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>plan_rollback</c>: where a rollback would go.</summary>
internal sealed class PlanRollbackTool : ITool
{
    /// <summary>Where it is to go.</summary>
    public static readonly Argument To = Known.Text("to", "What to go back to: a task definition (family:revision), a service revision, or the beginning of an image's digest. Default: what was live before.", 300);

    /// <summary>What names an environment and the way back in it.</summary>
    public static readonly Argument[] Naming = [Known.Path, Known.Environment, Known.Target, Known.Engine, Known.Service, To];

    public ToolProfile Profile { get; } = new(
        "plan_rollback", "Preview a rollback", "Says which version each service of an environment would go back to, bound to a hash that rollback wants. Changes nothing.", typeof(RollbackPlanAnswer))
    {
        Arguments = Naming,
        OpenWorld = true,
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var preview = await call.Get<RolloutService>().PreviewRollbackAsync(call.Request(call.Project()), Wanted(call), cancellationToken);
        return new RollbackPlanAnswer(
            preview.Hash(), preview.Project, preview.Environment, preview.Target, preview.Steps, preview.NeedsApproval,
            preview.NeedsApproval ? $"A person does it: deploycrew rollback --env {preview.Environment}."
                : call.Options.Allowed.Contains("rollback") ? "Call rollback with the same arguments and this hash as preview."
                : $"rollback is switched off on this server. A person does it: deploycrew rollback --env {preview.Environment}.");
    }

    /// <summary>The way back that is named.</summary>
    public static RollbackRequest Wanted(ToolCall call) => new(call.Arguments.Text(To.Name), call.Arguments.Text(Known.Service.Name));
}

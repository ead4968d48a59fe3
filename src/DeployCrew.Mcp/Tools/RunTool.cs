using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>run</c>: applies a plan.</summary>
internal sealed class RunTool : ITool
{
    private static readonly Argument Plan = Known.Hash("plan", "Whole hash of the plan that is applied: exactly that, or nothing.");

    public ToolProfile Profile { get; } = new(
        "run", "Deploy a plan",
        "Applies exactly the plan of a hash: infrastructure, images, rollout, and a verification that the new version serves. Refuses when anything has changed since the plan was made, when it has expired, or when "
        + "a person's approval is missing. A version that does not come up is rolled back. Takes minutes; a cancelled run can be resumed by a person.",
        typeof(RunAnswer))
    {
        Arguments = [Plan],
        ReadOnly = false,
        Destructive = true, // a plan may replace and delete
        OpenWorld = true,
        Limit = Deploying.Limit,
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var plan = call.Plan(call.Arguments.Text(Plan.Name)!);
        return await Deploying.RunAsync(call, plan.Request with { Plan = plan.Hash }, cancellationToken);
    }
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Environments;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>destroy</c>: deletes what a preview has listed.</summary>
internal sealed class DestroyTool : ITool
{
    private static readonly Argument Preview = Known.Hash("preview", "Whole hash that plan_destroy has answered with, to the same arguments.");
    private static readonly Argument Confirm = Known.Text("confirm", "project/environment, spelled out: what is to be destroyed.", 200) with { Required = true };

    public ToolProfile Profile { get; } = new(
        "destroy", "Destroy an environment",
        "Deletes an environment: everything that plan_destroy has listed. Refuses when anything has changed since, where data is protected, and where plans need a person's approval. It cannot be undone.", typeof(RunAnswer))
    {
        Arguments = [.. PlanDestroyTool.Naming, Preview, Confirm],
        ReadOnly = false,
        Destructive = true,
        OpenWorld = true,
        Limit = Deploying.Limit,
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var (request, shown, confirmed) = (call.Request(call.Project()), call.Arguments.Text(Preview.Name)!, call.Arguments.Text(Confirm.Name)!);
        DestroyService.Require(request, confirmed);
        var preview = await call.Get<DestroyService>().PreviewAsync(request, cancellationToken);
        if (preview.NeedsApproval)
            throw McpErrors.NeedsPerson("destroy", request.Environment);
        preview.RequireShown(shown); // once more by the run, when nobody else can change anything
        return await Deploying.RunAsync(call, request with { Destroy = new DestroyRequest(confirmed, IncludeProtected: false) { Preview = shown } }, cancellationToken);
    }
}

using DeployCrew.Environments;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>plan_destroy</c>: what destroying would delete.</summary>
internal sealed class PlanDestroyTool : ITool
{
    public static readonly Argument[] Naming = [Known.Path, Known.Environment, Known.Target, Known.Engine];

    public ToolProfile Profile { get; } = new(
        "plan_destroy", "Preview a destruction", "Lists everything that destroying an environment would delete, bound to a hash that destroy wants. Changes nothing.", typeof(DestroyPlanAnswer))
    {
        Arguments = Naming,
        OpenWorld = true,
        Limit = TimeSpan.FromMinutes(20), // a stack engine looks at everything
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var preview = await call.Get<DestroyService>().PreviewAsync(call.Request(call.Project()), cancellationToken);
        var person = preview.NeedsApproval || preview.Protected.Count > 0;
        var stack = $"{preview.Project}/{preview.Environment}";
        return new DestroyPlanAnswer(
            person ? null : preview.Hash(), preview.Project, preview.Environment, preview.Target, preview.Engine, preview.Account, preview.Region, preview.Resources, preview.Protected, person,
            person || !call.Options.Allowed.Contains("destroy")
                ? $"{(person ? "Only a person may destroy it" : "destroy is switched off on this server; a person does it")}: deploycrew destroy --env {preview.Environment} --confirm {stack}."
                : $"Call destroy with the same arguments, this hash as preview, and confirm '{stack}'.");
    }
}

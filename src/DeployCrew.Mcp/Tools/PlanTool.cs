using DeployCrew.Core.Plans;
using DeployCrew.Infra.Engines;
using DeployCrew.Mcp.Answers;
using DeployCrew.Mcp.Calls;
using DeployCrew.Mcp.Schemas;
using DeployCrew.Plans;

namespace DeployCrew.Mcp.Tools;

/// <summary><c>plan</c>: what a run would do, bound to a hash.</summary>
internal sealed class PlanTool : ITool
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromHours(24);

    public ToolProfile Profile { get; } = new(
        "plan", "Plan a deployment",
        "Says what a run would do in an environment: every resource that changes with its cause, cost, policy findings, and each reason against it, bound to a hash. Builds the images "
        + "and writes the plan down on the server's machine; it changes nothing in the cloud. Data losses and unexplained deletions cannot be accepted here: a person does that on the command line.",
        typeof(PlanAnswer))
    {
        Arguments = [Known.Path, Known.App, Known.Environment, Known.Target, Known.Engine],
        ReadOnly = false, // it leaves a plan and images on this machine
        OpenWorld = true,
        Limit = TimeSpan.FromHours(1),
    };

    public async Task<object> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var plan = await call.Get<PlanService>().MakeAsync(call.Request(call.Project()), ValidFor, call.Progress, cancellationToken);
        var (record, binding) = (plan.Record, plan.Record.Binding);
        int Count(ChangeKind kind) => plan.Changes.Count(change => change.Kind == kind);
        var holds = plan.Refusals.Count == 0;
        return new PlanAnswer(
            holds ? record.Hash : null, binding.Project, binding.Environment, binding.Target, binding.Engine, binding.Account, binding.Region, binding.Strategy,
            new PlanCounts(Count(ChangeKind.Create), Count(ChangeKind.Update), Count(ChangeKind.Replace), Count(ChangeKind.Delete), plan.Unchanged),
            [.. plan.Changes.Select(ChangeView.Of)], binding.Images, CostView.Of(plan.Cost.Now), plan.Cost.BeforeUsd, [.. plan.Findings.Select(FindingView.Of)],
            [.. plan.Refusals.Select(ErrorView.Of)], record.NeedsApproval, record.Approval is not null, record.ExpiresAt, Next(call, record, holds));
    }

    private static string Next(ToolCall call, PlanRecord plan, bool holds)
    {
        var named = plan.Hash[..12];
        var allowed = call.Options.Allowed.Contains("run");
        if (!holds)
            return "Correct what the refusals say, and call plan again.";
        if (plan is { NeedsApproval: true, Approval: null })
            return $"A person who has read it approves it: deploycrew approve {named}. {(allowed ? "Then call run with this hash." : $"Then a person applies it: deploycrew apply {named}.")}";
        return allowed ? "Call run with this hash: it applies exactly this, or refuses." : $"run is switched off on this server. A person applies it: deploycrew apply {named}.";
    }
}

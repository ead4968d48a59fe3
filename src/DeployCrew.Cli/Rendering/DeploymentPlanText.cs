using DeployCrew.Infra.Engines;
using DeployCrew.Plans;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>A plan for people: what changes and why, what speaks against it, and how to go on.</summary>
internal static class DeploymentPlanText
{
    public static void Write(Terminal terminal, DeploymentPlan plan, bool json)
    {
        var people = terminal.People;
        var binding = plan.Record.Binding;
        people.MarkupLineInterpolated($"[bold]{binding.Project}/{binding.Environment}[/] [grey]{binding.Target}, account {binding.Account}, {binding.Region}, {binding.Engine}, {binding.Strategy}[/]");
        ChangesText.Write(terminal, plan.Changes);
        int Count(ChangeKind kind) => plan.Changes.Count(change => change.Kind == kind);
        people.MarkupLineInterpolated(
            $"{Count(ChangeKind.Create)} to create, {Count(ChangeKind.Update)} to update, {Count(ChangeKind.Replace)} to replace, {Count(ChangeKind.Delete)} to delete, {plan.Unchanged} unchanged");
        if (!plan.IsExplained)
            people.MarkupLine("[yellow]It is not known which requirements were applied last: whether they explain these changes cannot be told.[/]");
        foreach (var (service, digest) in binding.Images)
            people.MarkupLineInterpolated($"  image     {service} {digest}");
        CostText.Write(terminal, plan.Cost);
        foreach (var finding in plan.Findings)
            people.MarkupLineInterpolated($"  [grey]{finding.ToString()}[/]");
        foreach (var refusal in plan.Refusals)
        {
            people.WriteLine();
            ErrorText.Write(terminal, refusal);
        }

        people.WriteLine();
        if (plan.Refusals.Count > 0)
        {
            people.MarkupLine("[red]This plan cannot be applied.[/]");
            return;
        }

        people.MarkupLineInterpolated($"plan [bold]{plan.Record.Hash[..12]}[/] [grey]until {plan.Record.ExpiresAt:yyyy-MM-dd HH:mm} UTC[/]");
        if (plan.Record is { NeedsApproval: true, Approval: null })
            people.MarkupLineInterpolated($"  approve   deploycrew approve {plan.Record.Hash[..12]}");
        people.MarkupLineInterpolated($"  apply     deploycrew apply {plan.Record.Hash[..12]}");
        if (!json)
            terminal.Out.WriteLine(plan.Record.Hash);
    }
}

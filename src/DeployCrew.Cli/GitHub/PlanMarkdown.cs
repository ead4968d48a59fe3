using System.Globalization;
using DeployCrew.Cli.Rendering;
using DeployCrew.Cli.Rendering.Markdown;
using DeployCrew.Infra.Engines;
using DeployCrew.Plans;

namespace DeployCrew.Cli.GitHub;

/// <summary>A plan for those who review a pull request or approve a job.</summary>
internal static class PlanMarkdown
{
    // GitHub draws no Mermaid text that is longer.
    private const int LongestDiagram = 50_000;

    public static IEnumerable<MarkdownSection> Sections(PlanOutcome outcome, RunnerEnvironment runner)
    {
        IEnumerable<MarkdownSection?> all =
        [
            MarkdownSection.Text("summary", Head(outcome), Importance.Head),
            .. outcome.Preview is { } plan ? Preview(plan) : [],
            Findings(outcome),
            .. outcome.Diff is { } diff ? DiffMarkdown.Sections(diff, []) : [],
            .. outcome.Diagrams.Select(Diagram),
            MarkdownSection.Text("origin", JobMarkdown.Origin(runner, $"bundle `{outcome.BundleHash[..12]}`"), Importance.Head),
        ];
        return all.OfType<MarkdownSection>();
    }

    private static string Head(PlanOutcome outcome)
    {
        var review = outcome.Review;
        var text = $"## DeployCrew plan of {MarkdownText.Code(review.Project)}: {(outcome.Passes ? "nothing stands against it" : "**must not be applied as it is**")}\n\n"
            + "| Environment | Resources | Cost a month | Findings |\n|---|--:|---|--:|\n";
        foreach (var environment in review.Environments)
        {
            var found = review.Findings.Count(finding => finding.Finding.Environment == environment.Name);
            text += string.Create(CultureInfo.InvariantCulture, $"| {MarkdownText.Code(environment.Name)} | {environment.Resources.Count} | {CostText.Summary(environment.Cost)}{Difference(outcome, environment.Name)} | {found} |\n");
        }

        return text + "\n" + string.Concat(new[] { outcome.PreviewNote, outcome.DiffNote }.OfType<string>().Select(note => $"> {note}\n\n"));
    }

    // To what was applied last, where that is known; else to the branch that the pull request is for.
    private static string Difference(PlanOutcome outcome, string environment)
    {
        var difference = outcome.Preview is { Cost.BeforeUsd: { } before } plan && plan.Record.Binding.Environment == environment ? plan.Cost.Now.TotalUsd - before
            : outcome.Diff?.Environments.FirstOrDefault(one => one.Name == environment) is { } changed ? changed.AfterUsd - changed.BeforeUsd : (decimal?)null;
        return difference is { } usd ? string.Create(CultureInfo.InvariantCulture, $" ({usd:+0.00;-0.00;±0.00})") : "";
    }

    private static IEnumerable<MarkdownSection?> Preview(DeploymentPlan plan)
    {
        int Count(ChangeKind kind) => plan.Changes.Count(change => change.Kind == kind);
        var binding = plan.Record.Binding;
        yield return MarkdownSection.Text("preview",
            string.Create(CultureInfo.InvariantCulture, $"### What would be applied\n\n{MarkdownText.Code($"{binding.Project}/{binding.Environment}")} on {binding.Target}, account {MarkdownText.Code(binding.Account)}, {binding.Region}, {binding.Engine}, {binding.Strategy}: {Count(ChangeKind.Create)} to create, {Count(ChangeKind.Update)} to update, {Count(ChangeKind.Replace)} to replace, {Count(ChangeKind.Delete)} to delete, {plan.Unchanged} unchanged.\n\n")
                + (plan.Refusals.Count > 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Plan `{plan.Record.Hash}`, until {plan.Record.ExpiresAt:yyyy-MM-dd HH:mm} UTC.\n\n"))
                + (plan.IsExplained ? "" : "> It is not known which requirements were applied last: whether they explain these changes cannot be told.\n\n"), Importance.Head);
        foreach (var refusal in plan.Refusals)
            yield return JobMarkdown.Error(refusal);
        yield return MarkdownSection.Fold($"Changes ({plan.Changes.Count})", plan.Changes.Select(change => $"{Sign(change.Kind)} {change}"), Importance.Change);
        yield return MarkdownSection.Fold("Images", binding.Images.Select(image => $"{image.Key} {image.Value}"), Importance.Change, "");
    }

    private static string Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Create => "+",
        ChangeKind.Update => "~",
        _ => "-",
    };

    private static MarkdownSection? Findings(PlanOutcome outcome) => MarkdownSection.Table($"Findings (those of severity {outcome.Review.FailOn} or above stop it)",
        "| Severity | Rule | Where | What |\n|---|---|---|---|",
        outcome.Review.Findings.OrderByDescending(found => found.Finding.Severity).Select(found => found.Finding).Select(finding =>
            $"| {finding.Severity} | {finding.RuleId} | {MarkdownText.Code($"{finding.Environment} {finding.Resource}/{finding.Property}")} | {MarkdownText.Code(finding.Message)} |"), Importance.Finding);

    private static MarkdownSection? Diagram(KeyValuePair<string, string> diagram) => diagram.Value.Length > LongestDiagram ? null
        : MarkdownSection.Text($"the diagram of {diagram.Key}",
            $"<details><summary>Architecture of {MarkdownText.Html(diagram.Key)}</summary>\n\n```mermaid\n{diagram.Value}```\n\n</details>\n\n", Importance.Diagram);
}

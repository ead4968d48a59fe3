using System.Globalization;
using DeployCrew.Cli.Rendering;
using DeployCrew.Cli.Rendering.Markdown;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Cost;

namespace DeployCrew.Cli.GitHub;

/// <summary>A run for those who look at the workflow: the verdict, what serves, and what was seen.</summary>
internal static class RunMarkdown
{
    /// <param name="report">The run.</param>
    /// <param name="cost">What the environment costs.</param>
    /// <param name="evidence">The run's report.md; null when the verifier did not run.</param>
    /// <param name="diagram">The architecture as Mermaid text.</param>
    /// <param name="runner">The step.</param>
    public static IEnumerable<MarkdownSection> Sections(RunReport report, CostReport cost, string? evidence, string diagram, RunnerEnvironment runner)
    {
        yield return MarkdownSection.Text("summary", Head(report, cost), Importance.Head);
        if (report.Error is { } error)
            yield return JobMarkdown.Error(error);
        if (evidence is not null)
            yield return new("the evidence", "<details><summary>Evidence</summary>\n\n", [.. evidence.Split('\n').Where(line => !line.StartsWith("![", StringComparison.Ordinal))], "\n</details>\n\n", Importance.Evidence);
        yield return MarkdownSection.Text("the diagram", $"<details><summary>Architecture</summary>\n\n```mermaid\n{diagram}```\n\n</details>\n\n", Importance.Diagram);
        yield return MarkdownSection.Text("origin", JobMarkdown.Origin(runner, $"run `{report.RunId}`"), Importance.Head);
    }

    private static string Head(RunReport report, CostReport cost)
    {
        var text = $"## {MarkdownText.Code($"{report.Project}/{report.Environment}")} on {report.Target}: {(report.IsGood ? ReportText.Words(report) : $"**{ReportText.Words(report)}**")}\n\n";
        if (report.Url is { } url)
            text += $"<{url}>\n\n";
        text += "| Stage | | Seconds | |\n|---|---|--:|---|\n" + string.Concat(report.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture,
            $"| {stage.Name} | {stage.Status} | {stage.Seconds:0.0} | {(stage.Error?.Message ?? stage.Summary) switch { { Length: > 0 } said => MarkdownText.Code(Short(said)), _ => "" }} |\n")));
        text += "\n" + string.Concat(report.Images.Select(image => $"- image {MarkdownText.Code(image.Key)} {MarkdownText.Code(image.Value)}\n"));
        return text + $"- cost {CostText.Summary(cost)}\n\n";
    }

    private static string Short(string text) => text.Length > 300 ? text[..300] + "…" : text;
}

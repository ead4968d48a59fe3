using DeployCrew.Images.Linting;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>Findings in Dockerfiles for people, in the form that editors jump by; a diff comes last, so that all of it can go to git apply.</summary>
internal static class LintText
{
    public static void Write(Terminal terminal, IReadOnlyList<LintReport> reports, string? diff, int stopping, string failOn)
    {
        foreach (var report in reports)
        {
            foreach (var finding in report.Findings)
            {
                terminal.Out.WriteLine($"{report.File}:{finding}");
                terminal.Out.WriteLine($"    → {finding.Remedy}{(finding.Fix is null ? "" : $" (--fix: {finding.Fix})")}");
            }
        }

        if (diff is not null)
            terminal.Out.Write(diff);
        var counts = reports.SelectMany(report => report.Findings).GroupBy(finding => finding.Severity).OrderByDescending(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}").ToList();
        var total = counts.Count == 0 ? "no findings" : string.Join(", ", counts);
        terminal.People.MarkupLine(stopping == 0 ? $"[green]passes[/] ({total}; fails on {failOn})" : $"[red]fails[/] ({total}; fails on {failOn})");
        var fixable = reports.Sum(report => report.Findings.Count(finding => finding.Fix is not null));
        if (fixable > 0)
            terminal.People.MarkupLine($"[grey]--fix puts {fixable} of them right; --diff shows how[/]");
    }
}

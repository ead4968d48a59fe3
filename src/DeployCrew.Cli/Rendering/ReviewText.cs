using System.Globalization;
using DeployCrew.Cli.Input;
using DeployCrew.Infra.Policy;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>A review for people: findings in the form that editors jump by.</summary>
internal static class ReviewText
{
    public static void Write(Terminal terminal, Review review)
    {
        foreach (var (finding, at) in review.Findings)
        {
            var rule = PolicyRules.Find(finding.RuleId);
            terminal.Out.WriteLine($"{review.File}:{at}: {finding}");
            terminal.Out.WriteLine($"    → {rule.Remedy} ({rule.Reference})");
        }

        foreach (var change in review.Changed)
            terminal.Out.WriteLine($"{review.File}: {change}");
        var counts = review.Findings.GroupBy(found => found.Finding.Severity).OrderByDescending(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}");
        var total = review.Findings.Count == 0 ? "no findings" : string.Join(", ", counts);
        terminal.People.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"about ${review.MonthlyUsd:0.00} a month"));
        terminal.People.MarkupLine(review.Passes
            ? $"[green]passes[/] ({total}; fails on {review.FailOn})"
            : $"[red]fails[/] ({total}; fails on {review.FailOn}{(review.Changed.Count > 0 ? $"; {review.Changed.Count} files of the bundle were changed" : "")})");
    }
}

using System.Globalization;
using DeployCrew.Cli.Input;
using DeployCrew.Infra.Bundles;
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
            terminal.Out.WriteLine($"{review.File}:{at}: {VisibleText.Of(finding.ToString())}");
            terminal.Out.WriteLine($"    → {rule.Remedy} ({rule.Reference})");
        }

        foreach (var problem in review.Problems)
            Write(terminal, review.File, problem);
        if (review.Signature is { State: SignatureState.Trusted } signature)
            terminal.People.MarkupLineInterpolated($"[green]signed[/] by {string.Join(", ", signature.KeyIds)}");
        terminal.People.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"about ${review.MonthlyUsd:0.00} a month"));
        terminal.People.MarkupLine(Verdict(review));
    }

    private static string Verdict(Review review)
    {
        var counts = review.Findings.GroupBy(found => found.Finding.Severity).OrderByDescending(group => group.Key)
            .Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}");
        var findings = $"{(review.Findings.Count == 0 ? "no findings" : string.Join(", ", counts))}; fails on {review.FailOn}";
        var grave = review.Problems.Count(problem => problem.Weight > BundleWeight.Note);
        return review.Gravest == BundleWeight.Hostile ? $"[red]do not unpack it[/]: not what was signed, or made to do harm ({findings}; {grave} problems of the bundle)"
            : review.Passes ? $"[green]passes[/] ({findings})"
            : $"[red]fails[/] ({findings}{(grave > 0 ? $"; {grave} files of the bundle were changed" : "")})";
    }

    private static void Write(Terminal terminal, string file, BundleProblem problem)
    {
        terminal.Out.WriteLine($"{file}: {BundleSarif.Title(problem.Kind)}: {problem}");
        if (problem.Resources.Count > 0)
            terminal.Out.WriteLine($"    in {string.Join(", ", problem.Resources)}");
        if (problem.Diff is { } diff)
            terminal.Out.Write(diff);
    }
}

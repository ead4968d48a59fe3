using System.Globalization;
using DeployCrew.Infra.Cost;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>Cost for people: totals on a line, and what changes it.</summary>
internal static class CostText
{
    /// <summary><c>about $64.12 a month, $73.20 at most; 2 not priced</c>.</summary>
    public static string Summary(CostReport report) => string.Create(CultureInfo.InvariantCulture, $"about ${report.TotalUsd:0.00} a month")
        + (report.MostUsd == report.TotalUsd ? "" : string.Create(CultureInfo.InvariantCulture, $", ${report.MostUsd:0.00} with the most tasks"))
        + (report.Unpriced.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {report.Unpriced.Count} not priced"));

    /// <summary>The total, the difference to the last application, and each resource that costs more or less.</summary>
    public static void Write(Terminal terminal, PlanCost cost)
    {
        var people = terminal.People;
        var difference = cost.BeforeUsd is { } before
            ? string.Create(CultureInfo.InvariantCulture, $", {cost.Now.TotalUsd - before:+0.00;-0.00;0.00} to the last application") : "";
        people.MarkupLineInterpolated($"  cost      {Summary(cost.Now)}{difference}");
        foreach (var change in cost.Changes)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{change.AfterUsd - change.BeforeUsd:+0.00;-0.00} {change.Resource} ({change.BeforeUsd:0.00} → {change.AfterUsd:0.00})");
            people.MarkupLineInterpolated($"            [grey]{line}[/]");
        }
    }
}

using System.Globalization;
using DeployCrew.Simulation;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>A simulated rollout for people.</summary>
internal static class SimulationText
{
    public static void Write(Terminal terminal, SimulationReport report, int exitCode)
    {
        var people = terminal.People;
        foreach (var line in report.Lines)
            people.MarkupLineInterpolated($"[grey]{Clock(line.Seconds)}[/] {line.Text}");
        foreach (var check in report.Checks.Where(check => !check.Holds))
            people.MarkupLineInterpolated($"[grey]{Clock(report.Seconds)}[/] [red]✗[/] {check.What}: {check.Seen}");
        if (report.Error is { } error)
        {
            people.MarkupLineInterpolated($"[red]{error.Code}[/] {error.Message}");
            foreach (var detail in error.Details.Take(8))
                people.MarkupLineInterpolated($"  [grey]{detail}[/]");
        }

        var traffic = report.Traffic.Count == 0 ? "nobody has traffic"
            : string.Join(", ", report.Traffic.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value:0.#} % of the traffic")));
        people.MarkupLineInterpolated($"{report.Verdict}, exit code {exitCode}, after {Clock(report.Seconds).Trim()} of virtual time: {traffic}");
        if (report.UnansweredSeconds > 0)
            people.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{report.UnansweredSeconds:0.#} s of the traffic had nobody healthy to answer it.[/]");
    }

    private static string Clock(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(seconds));
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
    }
}

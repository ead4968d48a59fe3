using DeployCrew.Core.Errors;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>Diagnostics for people: one a line, in the form that editors jump by, each with what to do.</summary>
internal static class DiagnosticsText
{
    public static void Write(Terminal terminal, string file, IReadOnlyList<Diagnostic> problems)
    {
        foreach (var problem in problems)
        {
            terminal.Out.WriteLine($"{file}:{problem}");
            terminal.Out.WriteLine($"    → {problem.Remedy}");
        }

        var errors = problems.Count(problem => problem.Severity == Severity.Error);
        var warnings = problems.Count - errors;
        terminal.People.MarkupLine(errors == 0
            ? $"[green]valid[/]{(warnings > 0 ? $", {warnings} warning(s)" : "")}"
            : $"[red]{errors} problem(s)[/]{(warnings > 0 ? $", {warnings} warning(s)" : "")}");
    }
}

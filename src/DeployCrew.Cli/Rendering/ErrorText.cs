using DeployCrew.Core.Errors;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>An error for people: what happened, the evidence, what to do.</summary>
internal static class ErrorText
{
    public static void Write(Terminal terminal, ErrorReport error)
    {
        terminal.People.MarkupLineInterpolated($"[red bold]{error.Code}[/] {error.Message}");
        foreach (var line in error.Details)
            terminal.Error.WriteLine("  " + line);
        terminal.People.MarkupLineInterpolated($"[grey]→[/] {error.Remedy}");
    }
}

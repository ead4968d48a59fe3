using DeployCrew.Preflight;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>What was looked at, a line each, for people.</summary>
internal static class PreflightText
{
    public static void Write(Terminal terminal, PreflightResult result)
    {
        var colour = result.Status switch { PreflightStatus.Ok => "green", PreflightStatus.Fail => "red", _ => "yellow" };
        terminal.People.MarkupLine($"[{colour}]{result.Status.ToString().ToUpperInvariant(),-4}[/] {Markup.Escape(result.Check)} [grey]{Markup.Escape(result.Detail)}[/]");
        if (result.Remedy is { } remedy)
            terminal.People.MarkupLineInterpolated($"     [grey]→[/] {remedy}");
    }
}

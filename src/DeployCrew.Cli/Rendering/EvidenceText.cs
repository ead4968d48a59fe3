using DeployCrew.Verification;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>Evidence for people: each check, and what follows.</summary>
internal static class EvidenceText
{
    public static void Write(Terminal terminal, Evidence evidence)
    {
        foreach (var check in evidence.Checks)
        {
            var mark = check.Holds ? "[green]✓[/]" : "[red]✗[/]";
            terminal.People.MarkupLine($"  {mark} {Markup.Escape(check.Service)}: {Markup.Escape(check.What)} [grey]{Markup.Escape(check.Seen)}[/]");
        }

        terminal.People.MarkupLineInterpolated($"[bold]{evidence.Verdict}[/] {evidence.Url}");
    }
}

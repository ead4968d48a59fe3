using DeployCrew.Agents.Models;
using DeployCrew.Proposing;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>A proposed Dockerfile for people; the diff is what other programs take.</summary>
internal static class ProposalText
{
    public static void Write(Terminal terminal, DockerfileProposal proposal, string diff, ModelLedger ledger)
    {
        var people = terminal.People;
        people.MarkupLineInterpolated($"[green]✓[/] it was built, started, and answers on port {proposal.Port} [grey]({ledger.Spent()})[/]");
        foreach (var line in proposal.Transcript)
            people.MarkupLineInterpolated($"  [grey]{line}[/]");
        foreach (var failed in proposal.Failed)
            people.MarkupLineInterpolated($"  [grey]before that: {failed}[/]");
        people.MarkupLine("[grey]A model wrote it: read it before it is yours. --write puts it into the app's folder.[/]");
        terminal.Out.Write(diff);
    }

    public static void WriteWritten(Terminal terminal, IReadOnlyList<string> files)
    {
        foreach (var file in files)
            terminal.People.MarkupLineInterpolated($"[green]wrote[/] {file}");
    }
}

using DeployCrew.Agents.Models;
using DeployCrew.Explaining;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>An explanation for people.</summary>
internal static class ExplanationText
{
    public static void Write(Terminal terminal, Explanation explanation, ModelLedger ledger)
    {
        foreach (var sentence in explanation.Sentences)
            terminal.People.MarkupLineInterpolated($"{sentence.Text} [grey]({string.Join(", ", sentence.Cites)})[/]");
        var dropped = explanation.Dropped == 0 ? "" : $" {explanation.Dropped} sentence(s) that rested on nothing were left out.";
        terminal.People.MarkupLineInterpolated($"\n[grey]A model worded this ({ledger.Spent()}); what is in brackets is what it rests on.{dropped}[/]");
    }
}

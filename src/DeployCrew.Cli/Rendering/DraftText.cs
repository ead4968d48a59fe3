using DeployCrew.Agents.Models;
using DeployCrew.Drafting;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>A draft for people.</summary>
internal static class DraftText
{
    public static void Write(Terminal terminal, Draft draft, string file, ModelLedger ledger)
    {
        var people = terminal.People;
        people.MarkupLineInterpolated($"[green]wrote[/] {file}");
        foreach (var reason in draft.Reasons)
            people.MarkupLineInterpolated($"  {reason.Path}  [grey]{reason.Reason}[/]");
        foreach (var cost in draft.Costs)
            people.MarkupLineInterpolated($"  {cost.Environment} costs {CostText.Summary(cost)}");
        if (draft.Questions.Count > 0)
            people.MarkupLine("\n[yellow]Only you know:[/]");
        foreach (var question in draft.Questions)
            people.MarkupLineInterpolated($"  {question.Path}  {question.Question}");
        people.MarkupLineInterpolated($"\n[grey]A model wrote this ({ledger.Spent()}); it was validated and priced here. Next: answer the questions in the file, then 'deploycrew plan {file}'[/]");
    }
}

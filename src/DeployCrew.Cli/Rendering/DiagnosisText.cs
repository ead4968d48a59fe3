using DeployCrew.Diagnosis;
using DeployCrew.Diagnosis.Proposals;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>
/// A diagnosis for people. Log lines are written by strangers: they came without control characters, and go through interpolation, which escapes
/// Spectre's markup.
/// </summary>
internal static class DiagnosisText
{
    private const int OthersShown = 4;

    public static void Write(Terminal terminal, RunDiagnosis diagnosis)
    {
        var people = terminal.People;
        people.MarkupLineInterpolated($"{diagnosis.RunId} [grey]{diagnosis.State}{(diagnosis.FailedStage is null ? "" : $", stage {diagnosis.FailedStage}")}[/]");
        if (diagnosis.Code is not null)
            people.MarkupLineInterpolated($"[red]{diagnosis.Code}[/] {diagnosis.Message ?? ""}");
        if (!diagnosis.HasFailed)
            people.MarkupLineInterpolated($"[green]Nothing failed in this run.[/]");
        else if (diagnosis.Candidates.Count > 0)
            WriteCauses(terminal, diagnosis.Candidates[0], [.. diagnosis.Candidates.Skip(1)]);
        else if (diagnosis.Calls.Count > 0)
            people.MarkupLineInterpolated($"[yellow]No rule knows this failure, and the model does not see its cause in the lines[/] [grey](deploycrew logs {diagnosis.RunId} shows them)[/]");
        else
            people.MarkupLineInterpolated($"[yellow]No rule knows this failure[/] [grey]({diagnosis.LinesRead} lines were read; deploycrew logs {diagnosis.RunId} shows them)[/]");
    }

    private static void WriteCauses(Terminal terminal, Candidate first, IReadOnlyList<Candidate> others)
    {
        var people = terminal.People;
        people.WriteLine();
        people.MarkupLineInterpolated($"[bold]{first.Cause}[/] [grey]{Words(first.Confidence)}[/]");
        foreach (var line in first.Evidence)
            people.MarkupLineInterpolated($"  [grey]{line.File}:{line.Line}[/] {line.Text}");
        people.MarkupLineInterpolated($"[grey]→[/] {Words(first.Remedy)}: {first.Advice}");
        people.MarkupLineInterpolated($"  [grey]{first.Reference}[/]");
        if (first.Proposal is { } proposal)
            WriteProposal(people, proposal);
        if (others.Count == 0)
            return;
        people.WriteLine();
        people.MarkupLineInterpolated($"[grey]less likely:[/]");
        foreach (var other in others.Take(OthersShown))
            people.MarkupLineInterpolated($"  {other.Cause} [grey]{other.Id}, {Words(other.Confidence)}[/]");
    }

    private static void WriteProposal(IAnsiConsole people, Proposal proposal)
    {
        people.MarkupLineInterpolated($"  [grey]proposed, to be planned and approved like any change (--write makes it):[/]");
        foreach (var line in proposal.Diff.TrimEnd('\n').Split('\n'))
            people.MarkupLineInterpolated($"    {line}");
    }

    private static string Words(Confidence confidence) => confidence.ToString().ToLowerInvariant();

    // AddPermission → add permission
    private static string Words(Remedy remedy) => string.Concat(remedy.ToString().Select((letter, at) =>
        char.IsUpper(letter) ? (at == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));
}

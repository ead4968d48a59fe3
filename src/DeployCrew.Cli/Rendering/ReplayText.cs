using System.Globalization;
using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Text;
using DeployCrew.Runs;

namespace DeployCrew.Cli.Rendering;

/// <summary>A replayed run for people: who said, called and answered what.</summary>
internal static class ReplayText
{
    public static void Write(Terminal terminal, ReplayedRun run)
    {
        foreach (var (index, one) in run.Conversations.Index())
        {
            var which = run.Conversations.Count == 1 ? "" : $" {index + 1} of {run.Conversations.Count}";
            Line(terminal, $"Conversation{which} of {run.Run}, played by {one.Start.Client}{Rules(one.Start.Mode)}");
            Line(terminal, $"{Clock(one.At)} task: {one.Start.Task}");
            if (one.Start.Because is { } because)
                Line(terminal, $"         begun anew, because the one before does not fit any more: {because}");
            foreach (var line in one.Steps.SelectMany(step => Lines(step).Select(line => $"{Clock(step.At)} {line}")))
                Line(terminal, line);
            Line(terminal, one.Divergence is { } divergence ? $"It does not come out as it was recorded: turn {divergence.Turn}."
                : one.End is null ? "The record ends here: the run was cut off. So far it comes out the same." : "It comes out the same.");
        }
    }

    private static IEnumerable<string> Lines(ConversationStep step) => step.Data switch
    {
        CrewAnswer answer =>
        [
            $"{step.Agent}{Price(answer)}: {answer.Text}",
            .. answer.Calls.Select(call => $"  calls {call.Name} {(call.Unreadable is null ? call.Arguments.GetRawText() : $"with arguments that cannot be read: {call.Unreadable}")}"),
        ],
        Correction correction => [$"  {correction.Code} {correction.Text}"],
        ToolOutcome outcome => [$"  {step.Key} {outcome.Status}: {outcome.Summary}"],
        string reason when step.Kind == JournalKinds.HandedOff => [$"{step.Agent} → {step.Key}: {reason}"],
        CallReference when step.Kind == JournalKinds.ToolApproved => [$"  {step.Key} was approved"],
        ErrorReport stopped => [$"stopped: {stopped.Code} {stopped.Message}"],
        ConversationEnd { Error: { } error } => [$"ended: {error.Code} {error.Message}"],
        ConversationEnd end => [$"ended: {end.Summary}"],
        _ => [],
    };

    private static string Rules(CrewMode mode) => mode switch
    {
        { ReadOnly: true } => ", read-only",
        { Approval: ApprovalMode.Ask } => ", each change approved at the terminal",
        { Approval: ApprovalMode.PlanBound } => ", bound to an approved plan",
        _ => "",
    };

    private static string Price(CrewAnswer answer)
    {
        var tokens = answer.InputTokens is null && answer.OutputTokens is null ? null : string.Create(CultureInfo.InvariantCulture, $"{answer.InputTokens ?? 0} + {answer.OutputTokens ?? 0} tokens");
        string[] known = [.. new[] { answer.Model, tokens }.OfType<string>()];
        return known.Length == 0 ? "" : $" ({string.Join(", ", known)})";
    }

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    // What models and clouds have said may hold anything.
    private static void Line(Terminal terminal, string text) => terminal.Out.WriteLine(UntrustedText.Clean(text).ReplaceLineEndings("\n           "));
}

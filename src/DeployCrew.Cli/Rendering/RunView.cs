using System.Text.Json;
using DeployCrew.Agents.Conversations;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Core.Text;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>A run as it happens, for people, and its report at the end, for people or programs.</summary>
internal sealed class RunView(Terminal terminal, bool json)
{
    private string? id;

    /// <summary>Follows a run to its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> FollowAsync(Func<Action<Run>, Task<RunReport>> go) =>
        await ReportAsync(go) is { } report ? ExitCodes.Of(report) : ExitCodes.Cancelled;

    /// <summary>Follows a run to its end.</summary>
    /// <returns>Its report; null when it was cancelled.</returns>
    public async Task<RunReport?> ReportAsync(Func<Action<Run>, Task<RunReport>> go)
    {
        try
        {
            var report = await go(run =>
            {
                id = run.Id;
                terminal.People.MarkupLineInterpolated($"[grey]run[/] {run.Id} [grey]({run.Request.Environment} on {run.Request.Target})[/]");
                run.Journal.Appended += Show;
            });
            if (json)
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(report, JsonFormat.Indented));
            ReportText.Write(terminal, report, json);
            return report;
        }
        catch (OperationCanceledException) when (id is not null)
        {
            terminal.People.MarkupLineInterpolated($"[yellow]Cancelled.[/] Go on with: deploycrew resume {id}");
            return null;
        }
    }

    /// <summary>Shows what should be known about the requirements.</summary>
    public void Warn(string file, IReadOnlyList<Diagnostic> warnings)
    {
        foreach (var warning in warnings)
            terminal.People.MarkupLineInterpolated($"[yellow]{Path.GetFileName(file)}:{warning.ToString()}[/]");
    }

    private void Show(JournalEntry entry)
    {
        switch (entry.Kind)
        {
            case JournalKinds.ConversationStarted when entry.Data is { } data && data.TryGetProperty("because", out var because):
                terminal.People.MarkupLineInterpolated($"[yellow]The agents begin anew:[/] [grey]{UntrustedText.Clean(because.ToString())}[/]");
                break;
            case JournalKinds.AgentCorrected:
                terminal.People.MarkupLineInterpolated($"[yellow]{entry.Source}[/] [grey]{entry.Data?.Deserialize<Correction>(JsonFormat.Compact)!.Text ?? ""}[/]");
                break;
            case JournalKinds.HandedOff:
                terminal.People.MarkupLineInterpolated($"[grey]{entry.Source} → {entry.Key}[/]");
                break;
            case JournalKinds.StageStarted:
                terminal.People.MarkupLineInterpolated($"  [blue]…[/] {entry.Source}");
                break;
            case JournalKinds.Progress:
                terminal.People.MarkupLineInterpolated($"      [grey]{entry.Data?.GetString() ?? ""}[/]");
                break;
            case JournalKinds.StageEnded:
                ShowEnd(entry.Data!.Value.Deserialize<StageResult>(JsonFormat.Compact)!);
                break;
        }
    }

    private void ShowEnd(StageResult stage)
    {
        var text = stage.Error?.Message ?? stage.Summary ?? "";
        FormattableString line = stage.Status switch
        {
            StageStatus.Done => $"  [green]✓[/] {stage.Name} [grey]{stage.Seconds:0.0} s[/] {text}",
            StageStatus.Skipped => $"  [yellow]-[/] {stage.Name} [grey]skipped: {text}[/]",
            _ => $"  [red]✗[/] {stage.Name} [grey]{stage.Seconds:0.0} s[/] {text}",
        };
        terminal.People.MarkupLineInterpolated(line);
    }
}

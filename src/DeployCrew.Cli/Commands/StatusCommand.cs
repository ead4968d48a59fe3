using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Core.Stages;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew status</c>.</summary>
internal static class StatusCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var run = SharedOptions.OptionalRun();
        var format = SharedOptions.Format();
        var command = new Command("status", "Shows how far a run came, or what it ended in.") { run, format };
        command.SetAction(parsed =>
        {
            var status = RunStore.StatusOf(services.GetRequiredService<RunStore>().Find(parsed.GetValue(run)));
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(status, JsonFormat.Indented));
            else
                Write(terminal, status);
        });
        return command;
    }

    private static void Write(Terminal terminal, RunStatus status)
    {
        var people = terminal.People;
        people.MarkupLineInterpolated($"{status.RunId} [grey]{status.Project}/{status.Environment} on {status.Target}, started {status.StartedAt.ToLocalTime():yyyy-MM-dd HH:mm:ss}[/]");
        foreach (var stage in status.Stages)
        {
            var mark = stage.Status switch { StageStatus.Done => "[green]✓[/]", StageStatus.Skipped => "[yellow]-[/]", _ => "[red]✗[/]" };
            people.MarkupLine($"  {mark} {stage.Name} [grey]{stage.Seconds:0.0} s[/] {Markup.Escape(stage.Error?.Message ?? stage.Summary ?? "")}");
        }

        if (status.Stage is not null)
            people.MarkupLineInterpolated($"  [blue]…[/] {status.Stage}");
        if (status.Report is { } report)
            ReportText.Write(terminal, report, json: false);
        else
            people.MarkupLineInterpolated($"open: it runs in another process, or goes on with: deploycrew resume {status.RunId}");
    }
}

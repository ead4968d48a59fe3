using System.CommandLine;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew runs</c>.</summary>
internal static class RunsCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var format = SharedOptions.Format();
        var command = new Command("runs", "Lists the runs of this machine, newest first.") { format };
        command.SetAction(parsed =>
        {
            var runs = services.GetRequiredService<RunStore>().All().Select(RunStore.StatusOf).ToArray();
            if (parsed.GetValue(format) == "json")
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(
                    runs.Select(run => new { run.RunId, run.Project, run.Environment, run.Target, run.StartedAt, run.State, run.Stage, run.Url }), JsonFormat.Indented));
                return;
            }

            var table = new Table().Border(TableBorder.None).AddColumns("run", "environment", "target", "started", "state", "url");
            foreach (var run in runs)
                table.AddRow(new[] { run.RunId, run.Environment, run.Target, $"{run.StartedAt.ToLocalTime():yyyy-MM-dd HH:mm}", run.State, run.Url ?? "" }.Select(Markup.Escape).ToArray());
            terminal.People.Write(table);
        });
        return command;
    }
}

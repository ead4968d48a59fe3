using System.CommandLine;
using DeployCrew.Core.Errors;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew logs</c>.</summary>
internal static class LogsCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var run = SharedOptions.OptionalRun();
        var stage = new Option<string?>("--stage") { Description = "only this stage's log" };
        var command = new Command("logs", "Prints what the stages of a run have logged.") { run, stage };
        command.SetAction(parsed =>
        {
            var folder = services.GetRequiredService<RunStore>().Find(parsed.GetValue(run));
            var known = StageLogs.Of(folder);
            var wanted = parsed.GetValue(stage);
            if (wanted is not null && !known.Contains(wanted))
                throw InputErrors.NoSuchLog(folder.RunId, wanted, known);
            foreach (var name in known.Where(name => wanted is null || name == wanted))
            {
                if (wanted is null)
                    terminal.Out.WriteLine($"== {name}");
                foreach (var line in File.ReadLines(folder.LogFile(name)))
                    terminal.Out.WriteLine(line);
            }
        });
        return command;
    }
}

using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew replay</c>.</summary>
internal static class ReplayCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var run = SharedOptions.OptionalRun();
        var format = SharedOptions.Format();
        var command = new Command("replay", "Plays a run's conversation once more from its journal, without a model and without effect: does it come out the same?") { run, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var replayed = await services.GetRequiredService<ReplayService>().ReplayAsync(parsed.GetValue(run), cancellationToken);
            if (parsed.GetValue(format) == "json")
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(replayed, JsonFormat.Indented));
            else
                ReplayText.Write(terminal, replayed);
            if (replayed.Error is not { } error)
                return 0;
            ErrorText.Write(terminal, error.ToReport());
            return ExitCodes.Of(error);
        });
        return command;
    }
}

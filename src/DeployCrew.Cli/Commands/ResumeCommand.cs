using System.CommandLine;
using DeployCrew.Cli.Rendering;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew resume</c>.</summary>
internal static class ResumeCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var run = SharedOptions.OptionalRun();
        var format = SharedOptions.Format();
        var command = new Command("resume", "Goes on with a run that was cancelled, killed or failed. What is done stays done.") { run, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var id = services.GetRequiredService<RunStore>().Find(parsed.GetValue(run)).RunId;
            return await new RunView(terminal, parsed.GetValue(format) == "json")
                .FollowAsync(observe => services.GetRequiredService<RunService>().ResumeAsync(id, observe, cancellationToken));
        });
        return command;
    }
}

using System.CommandLine;
using DeployCrew.Cli.Rendering;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew run</c>.</summary>
internal static class RunCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var options = new RequestOptions();
        var format = SharedOptions.Format();
        var agents = new AgentOptions();
        var command = new Command("run", "Deploys the app and verifies it: ends with a URL and the evidence.") { format };
        options.AddTo(command, changes: true);
        options.AddWait(command);
        agents.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = options.Project(parsed);
            var request = agents.Request(parsed, options.Request(parsed, project));
            var view = new RunView(terminal, parsed.GetValue(format) == "json");
            view.Warn(project.RequirementsFile, project.Requirements.Warnings);
            return await view.FollowAsync(observe => services.GetRequiredService<RunService>().StartAsync(request, observe, cancellationToken));
        });
        return command;
    }
}

using System.CommandLine;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew run</c>.</summary>
internal static class RunCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = SharedOptions.Path();
        var app = SharedOptions.App();
        var environment = SharedOptions.Environment();
        var format = SharedOptions.Format();
        var target = new Option<string>("--target") { Description = "local: the rehearsal cloud on this machine; aws", DefaultValueFactory = _ => "local" };
        target.AcceptOnlyFromAmong("local", "aws");
        var command = new Command("run", "Deploys the app and verifies it: ends with a URL and the evidence.") { path, app, environment, target, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = Project.Open(parsed.GetValue(path)!, parsed.GetValue(app));
            var request = project.Request(parsed.GetValue(environment), parsed.GetValue(target)!);
            var view = new RunView(terminal, parsed.GetValue(format) == "json");
            view.Warn(project.RequirementsFile, project.Requirements.Warnings);
            return await view.FollowAsync(observe => services.GetRequiredService<RunService>().StartAsync(request, observe, cancellationToken));
        });
        return command;
    }
}

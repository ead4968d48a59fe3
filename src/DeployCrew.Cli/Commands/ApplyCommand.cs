using System.CommandLine;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Plans;
using DeployCrew.Plans;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew apply</c>.</summary>
internal static class ApplyCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var plan = new Argument<string>("plan") { Description = "a plan's hash, six characters of it at least, or the file that plan --out wrote" };
        var path = new Option<string?>("--path") { Description = "the requirements file, where it does not lie where the plan was made" };
        var app = SharedOptions.App();
        var agents = new AgentOptions();
        var format = SharedOptions.Format();
        var command = new Command("apply", "Runs exactly what a plan says, or refuses: nothing may have changed since.") { plan, path, app, format };
        agents.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetValue(plan)!;
            var record = services.GetRequiredService<PlanStore>().Find(named);
            var request = agents.Request(parsed, record.Request with { Plan = File.Exists(named) ? Path.GetFullPath(named) : record.Hash });
            if (parsed.GetValue(path) is { } moved)
            {
                var project = Plans.Project.Open(moved, parsed.GetValue(app));
                request = request with { RequirementsFile = project.RequirementsFile, App = project.App };
            }

            var view = new RunView(terminal, parsed.GetValue(format) == "json");
            return await view.FollowAsync(observe => services.GetRequiredService<RunService>().StartAsync(request, observe, cancellationToken));
        });
        return command;
    }
}

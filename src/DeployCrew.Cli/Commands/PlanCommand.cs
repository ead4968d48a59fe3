using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew plan</c>.</summary>
internal static class PlanCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = SharedOptions.Path();
        var app = SharedOptions.App();
        var format = SharedOptions.Format();
        var command = new Command("plan", "Shows what a run would do: stages, resources per environment, the bundle. Touches nothing.") { path, app, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = Project.Open(parsed.GetValue(path)!, parsed.GetValue(app));
            await using var composed = await ComposedBundle.OpenAsync(project, cancellationToken);
            var plan = Plan.Of(project, composed);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(plan, JsonFormat.Indented));
            else
                PlanText.Write(terminal, plan);
            return 0;
        });
        return command;
    }
}

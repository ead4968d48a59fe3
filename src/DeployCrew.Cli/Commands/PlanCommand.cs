using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Core.Plans;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew plan</c>: without an environment an overview, offline; with one what would change there, for approval.</summary>
internal static class PlanCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var options = new RequestOptions();
        var output = new Option<string?>("--out", "-o") { Description = "also write the plan to a file, to be approved and applied elsewhere" };
        var validFor = SharedOptions.ValidFor("plan");
        var format = SharedOptions.Format();
        var command = new Command("plan", "Shows what a run would do. With --env: every change with what causes it, bound to a hash for approve and apply. Changes nothing.")
        {
            output, validFor, format,
        };
        options.AddTo(command, changes: true);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = options.Project(parsed);
            var json = parsed.GetValue(format) == "json";
            if (!options.IsNamed(parsed) && parsed.GetValue(output) is null)
                return await OverviewAsync(terminal, project, json, cancellationToken);
            var plan = await services.GetRequiredService<PlanService>().MakeAsync(
                options.Request(parsed, project), parsed.GetValue(validFor), new ProgressLines(terminal), cancellationToken);
            if (parsed.GetValue(output) is { } file && plan.Refusals.Count == 0)
                PlanStore.Write(file, plan.Record);
            if (json)
                terminal.Out.WriteLine(JsonSerializer.Serialize(plan, JsonFormat.Indented));
            DeploymentPlanText.Write(terminal, plan, json);
            return plan.Refusals.Count == 0 ? 0 : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<int> OverviewAsync(Terminal terminal, Project project, bool json, CancellationToken cancellationToken)
    {
        await using var source = await project.TakeInAsync(null, cancellationToken);
        var plan = Overview.Of(project, source);
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(plan, JsonFormat.Indented));
        else
            OverviewText.Write(terminal, plan);
        return 0;
    }
}

using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Core.Plans;
using DeployCrew.Explaining;
using DeployCrew.Models;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew explain</c>.</summary>
internal static class ExplainCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = SharedOptions.Path();
        var environment = SharedOptions.Environment();
        var plan = new Option<string?>("--plan") { Description = "hash of a plan, or its file: also what it would change" };
        var models = SharedOptions.Models();
        var format = SharedOptions.Format();
        var command = new Command("explain", "Says in plain words what an environment's stack is, or what a plan would do to it; every sentence cites what it rests on.") { path, environment, plan, models, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var time = services.GetRequiredService<TimeProvider>();
            var record = parsed.GetValue(plan) is { } hash ? services.GetRequiredService<PlanStore>().Find(hash) : null;
            if (record is not null)
                await PlannedRequirements.ReadAsync(record, cancellationToken);
            var project = Project.Open(record?.Request.RequirementsFile ?? parsed.GetValue(path)!, null);
            var facts = PlanFacts.Of(project.Requirements.Document, record?.Binding.Environment ?? project.EnvironmentOf(parsed.GetValue(environment)), record, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
            using var host = ModelFile.Open(parsed.GetValue(models), "'deploycrew explain'", time);
            var explanation = await ExplainService.ExplainAsync(host, facts, cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(explanation, JsonFormat.Indented));
            else
                ExplanationText.Write(terminal, explanation, host.Ledger);
            return ExitCodes.Verified;
        });
        return command;
    }
}

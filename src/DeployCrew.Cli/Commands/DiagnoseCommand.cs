using System.CommandLine;
using System.Text.Json;
using DeployCrew.Agents.Models;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Diagnosis;
using DeployCrew.Models;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew diagnose</c>.</summary>
internal static class DiagnoseCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var run = SharedOptions.OptionalRun();
        var models = SharedOptions.Models();
        var write = new Option<bool>("--write") { Description = "make the proposed change in the requirements file that the run was made from" };
        var format = SharedOptions.Format();
        var command = new Command("diagnose", "Says why a run failed, by the lines that show it, and what to do about it. It deploys nothing.") { run, models, write, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var service = services.GetRequiredService<DiagnosisService>();
            var diagnosis = await DiagnoseAsync(services, service, parsed.GetValue(run), parsed.GetValue(models), cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(diagnosis, JsonFormat.Indented));
            else
                DiagnosisText.Write(terminal, diagnosis);
            if (parsed.GetValue(write))
            {
                var (file, text) = service.Take(diagnosis);
                TextFile.Write(file, text);
                terminal.People.MarkupLineInterpolated($"[green]wrote[/] {file} [grey](next: 'deploycrew plan {file}', then apply or run it)[/]");
            }

            return diagnosis.HasFailed && diagnosis.Candidates.Count == 0 ? ExitCodes.Failed : ExitCodes.Verified;
        });
        return command;
    }

    private static async Task<RunDiagnosis> DiagnoseAsync(IServiceProvider services, DiagnosisService service, string? run, string? models, CancellationToken cancellationToken)
    {
        if (ModelFile.Load(models) is not { } settings)
            return service.Diagnose(run);
        using var host = ModelHost.Open(settings, Environment.GetEnvironmentVariable, [], services.GetRequiredService<TimeProvider>());
        return await service.DiagnoseAsync(run, host, cancellationToken);
    }
}

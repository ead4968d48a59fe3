using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Diagnosis;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew diagnose</c>.</summary>
internal static class DiagnoseCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var run = SharedOptions.OptionalRun();
        var format = SharedOptions.Format();
        var command = new Command("diagnose", "Says why a run failed, by the lines that show it, and what to do about it. It changes nothing.") { run, format };
        command.SetAction(parsed =>
        {
            var diagnosis = services.GetRequiredService<DiagnosisService>().Diagnose(parsed.GetValue(run));
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(diagnosis, JsonFormat.Indented));
            else
                DiagnosisText.Write(terminal, diagnosis);
            return diagnosis.HasFailed && diagnosis.Candidates.Count == 0 ? ExitCodes.Failed : ExitCodes.Verified;
        });
        return command;
    }
}

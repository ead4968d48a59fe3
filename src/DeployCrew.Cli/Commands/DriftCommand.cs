using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Environments;
using DeployCrew.Infra.Engines;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew drift</c>.</summary>
internal static class DriftCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var options = new RequestOptions();
        var format = SharedOptions.Format();
        var command = new Command("drift", "Shows what was changed in an environment behind the engine's back; exit code 4 when there is any.") { format };
        options.AddTo(command, changes: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Request(parsed, options.Project(parsed));
            var drift = await services.GetRequiredService<DriftService>().FindAsync(request, cancellationToken);
            if (parsed.GetValue(format) == "json")
            {
                var drifted = drift.Changes.Where(change => change.Kind != ChangeKind.Same);
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { request.Project, request.Environment, request.Target, drifted }, JsonFormat.Indented));
            }

            ChangesText.Write(terminal, drift.Changes);
            terminal.People.MarkupLine(drift.HasChanges
                ? $"[red]{drift.Changes.Count - drift.Count(ChangeKind.Same)} drifted[/]" : $"[green]No drift[/] in {drift.Changes.Count} resources that were looked at");
            return drift.HasChanges ? ExitCodes.Differs : 0;
        });
        return command;
    }
}

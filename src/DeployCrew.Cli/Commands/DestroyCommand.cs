using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Environments;
using DeployCrew.Infra.Engines;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew destroy</c>.</summary>
internal static class DestroyCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var options = new RequestOptions();
        var confirm = new Option<string?>("--confirm") { Description = "project/environment, typed out: what is to be destroyed" };
        var data = new Option<bool>("--include-protected-data") { Description = "destroy databases, buckets and whatever else is protected too" };
        var format = SharedOptions.Format();
        var command = new Command("destroy", "Destroys an environment: its infrastructure, and what was written beside it.") { confirm, data, format };
        options.AddTo(command, changes: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var project = options.Project(parsed);
            var request = options.Request(parsed, project);
            var result = await services.GetRequiredService<DestroyService>().DestroyAsync(
                request, parsed.GetValue(confirm), parsed.GetValue(data), new Gone(terminal), cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { request.Project, request.Environment, request.Target, result.Changes }, JsonFormat.Indented));
            terminal.People.MarkupLineInterpolated($"[green]Destroyed[/] {request.Project}/{request.Environment}: {result.Count(ChangeKind.Delete)} resources");
            return 0;
        });
        return command;
    }

    private sealed class Gone(Terminal terminal) : IProgress<ResourceChange>
    {
        public void Report(ResourceChange value) => ChangesText.Write(terminal, [value]);
    }
}

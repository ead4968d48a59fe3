using System.CommandLine;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Environments;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew unlock</c>.</summary>
internal static class UnlockCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var options = new RequestOptions();
        var id = new Option<string?>("--id") { Description = "break the lock of this id; without it the lock is only shown" };
        var format = SharedOptions.Format();
        var command = new Command("unlock", "Shows who holds the lock on an environment's state, and breaks it when its id is given. Only for owners that are known to be dead.") { id, format };
        options.AddTo(command, changes: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Request(parsed, options.Project(parsed));
            var held = await services.GetRequiredService<LockService>().FindAsync(request, parsed.GetValue(id), cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { request.Project, request.Environment, @lock = held }, JsonFormat.Indented));
            if (held is null)
                terminal.People.MarkupLineInterpolated($"[green]{request.Project}/{request.Environment} is not locked.[/]");
            else
                terminal.People.MarkupLineInterpolated($"[yellow]Locked:[/] {held.ToString()}\n[grey]→[/] when its owner is known to be dead: --id {held.Id}");
            return held is null ? 0 : ExitCodes.Failed;
        });
        return command;
    }
}

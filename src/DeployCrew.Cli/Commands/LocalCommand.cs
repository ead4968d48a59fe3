using System.CommandLine;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew local</c>: the rehearsal cloud of this machine.</summary>
internal static class LocalCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal) => new("local", "The rehearsal cloud of this machine.")
    {
        Up(services, terminal), Status(services, terminal), Logs(services, terminal), Down(services, terminal), LocalFaultCommand.Create(services, terminal),
        LocalRolloutCommands.Alarm(services, terminal), LocalRolloutCommands.TimeScale(services, terminal), LocalServeCommand.Create(),
    };

    private static Command Up(IServiceProvider services, Terminal terminal)
    {
        var region = new Option<string>("--region") { Description = "region of a cloud that is made now", DefaultValueFactory = _ => "us-east-1" };
        var format = SharedOptions.Format();
        var command = new Command("up", "Starts it, if it does not run.") { region, format };
        command.SetAction(async (parsed, cancellationToken) =>
            await ShowAsync(terminal, await services.GetRequiredService<LocalCloudProcess>().StartAsync(parsed.GetValue(region)!, cancellationToken), parsed.GetValue(format) == "json", cancellationToken));
        return command;
    }

    private static Command Status(IServiceProvider services, Terminal terminal)
    {
        var format = SharedOptions.Format();
        var command = new Command("status", "Shows where it answers, and the credentials for other tools.") { format };
        command.SetAction(async (parsed, cancellationToken) =>
            await ShowAsync(terminal, await services.GetRequiredService<LocalCloudProcess>().FindAsync(cancellationToken), parsed.GetValue(format) == "json", cancellationToken));
        return command;
    }

    private static Command Logs(IServiceProvider services, Terminal terminal)
    {
        var command = new Command("logs", "Prints what its process has to say.");
        command.SetAction(_ =>
        {
            var file = services.GetRequiredService<LocalCloudProcess>().LogFile;
            foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
                terminal.Out.WriteLine(line);
        });
        return command;
    }

    private static Command Down(IServiceProvider services, Terminal terminal)
    {
        var command = new Command("down", "Stops it and everything that it runs. What it remembers stays.");
        command.SetAction(async (_, cancellationToken) => terminal.People.WriteLine(
            await services.GetRequiredService<LocalCloudProcess>().StopAsync(cancellationToken) ? "The local cloud is down." : "The local cloud was not running."));
        return command;
    }

    private static async Task<int> ShowAsync(Terminal terminal, LocalCloudAddress? address, bool json, CancellationToken cancellationToken)
    {
        var timeScale = address is null ? 1 : await new LocalCloudRollouts(address).TimeScaleAsync(cancellationToken);
        if (json)
        {
            // Asking for the credentials in so many words is the one way to see the secret: it opens this machine's own cloud only.
            terminal.Out.WriteLine(JsonSerializer.Serialize(
                address is null
                    ? new { running = false } as object
                    : new
                    {
                        running = true,
                        endpoint = address.Endpoint.ToString().TrimEnd('/'),
                        registry = address.Registry,
                        region = address.Region,
                        accessKeyId = address.AccessKeyId,
                        secretAccessKey = address.SecretAccessKey.Reveal(),
                        processId = address.ProcessId,
                        timeScale,
                    },
                JsonFormat.Indented));
        }
        else if (address is null)
        {
            terminal.People.WriteLine(EngineErrors.LocalCloudDown().Message + " " + EngineErrors.LocalCloudDown().Remedy);
        }
        else
        {
            terminal.People.MarkupLineInterpolated($"endpoint  {address.Endpoint}\nregistry  {address.Registry}\nregion    {address.Region}\nprocess   {address.ProcessId}\ntime      {(timeScale == 1 ? "as it is" : $"{timeScale} times as fast for bake times and hooks")}\n[grey]credentials: deploycrew local status --format json[/]");
        }

        return 0;
    }
}

using System.CommandLine;
using System.Net;
using DeployCrew.Web;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew serve</c>.</summary>
internal static class ServeCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var port = new Option<int>("--port") { Description = "port; 0: any that is free", DefaultValueFactory = _ => 8321 };
        var listen = new Option<string>("--listen") { Description = "address of the loopback interface", DefaultValueFactory = _ => "127.0.0.1" };
        listen.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no IP address.");
        });
        var team = new TeamOptions();
        var command = new Command("serve", "Serves the web page: upload requirements and a zip, see what would happen, watch the run. Ctrl-C ends it; runs that are under way can be resumed.") { port, listen, team.Store, team.Artifacts };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var opened = await team.OpenAsync(parsed, services, cancellationToken);
            await WebServer.RunAsync(new WebOptions(IPAddress.Parse(parsed.GetValue(listen)!), parsed.GetValue(port)) { Team = opened }, services, address =>
            {
                terminal.People.MarkupLineInterpolated($"DeployCrew is at [bold]{address}[/] [grey]for this machine only; Ctrl-C ends it[/]");
                terminal.Out.WriteLine(address);
            }, cancellationToken);
            return 0;
        });
        return command;
    }
}

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
        var listen = new Option<string>("--listen") { Description = "address to listen on; one that others can reach needs --public-url, TLS, and people or tokens", DefaultValueFactory = _ => "127.0.0.1" };
        listen.Validators.Add(result =>
        {
            if (!IPAddress.TryParse(result.GetValueOrDefault<string>(), out _))
                result.AddError($"'{result.GetValueOrDefault<string>()}' is no IP address.");
        });
        var command = new Command("serve", "Serves the web page: upload requirements and a zip, see what would happen, watch the run. Ctrl-C ends it; runs that are under way can be resumed.") { port, listen };
        var access = new ServeAccessOptions();
        access.AddTo(command);
        var team = new TeamOptions();
        team.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = access.Apply(new WebOptions(IPAddress.Parse(parsed.GetValue(listen)!), parsed.GetValue(port)), parsed);
            await using var opened = await team.OpenAsync(parsed, services, cancellationToken);
            await WebServer.RunAsync(options with { Team = opened }, services, address =>
            {
                terminal.People.MarkupLineInterpolated($"DeployCrew is at [bold]{options.PublicUrl ?? address}[/] [grey]{(options.ForOthers ? "for who is known" : "for this machine only")}; Ctrl-C ends it[/]");
                terminal.Out.WriteLine(options.PublicUrl ?? address);
            }, cancellationToken);
            return 0;
        });
        return command;
    }
}

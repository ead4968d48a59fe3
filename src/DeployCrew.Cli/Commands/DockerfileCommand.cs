using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Models;
using DeployCrew.Proposing;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew dockerfile</c>. A command of its own: <c>detect</c> and <c>lint</c> only read, this one builds and starts what is proposed.</summary>
internal static class DockerfileCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "an app (folder or zip), or a requirements file or its folder", DefaultValueFactory = _ => "." };
        var service = new Option<string?>("--service") { Description = "the service of the requirements that is asked for" };
        var port = new Option<int?>("--port") { Description = "port of the app, where there are no requirements; default: what is read of it, else 8080" };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 65535)
                result.AddError("--port is a number from 1 to 65535.");
        });
        var healthPath = new Option<string?>("--health-path") { Description = "path that answers 200 when it is well, where there are no requirements; default: what is read of it, else /health" };
        var models = SharedOptions.Models();
        var write = new Option<bool>("--write") { Description = "write it into the app's folder" };
        var force = new Option<bool>("--force") { Description = "also where the app has a Dockerfile: it is replaced" };
        var format = SharedOptions.Format();
        var command = new Command("dockerfile", "Has a model propose a Dockerfile for an app that no rule can build. Shown is only what was built, started, and has answered.")
        {
            path, service, port, healthPath, models, write, force, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var app = await UnknownApp.OpenAsync(parsed.GetValue(path)!, parsed.GetValue(service), parsed.GetValue(force), cancellationToken);
            var target = parsed.GetValue(write) ? app.Target() : null;
            using var host = ModelFile.Open(parsed.GetValue(models), "Proposing a Dockerfile", services.GetRequiredService<TimeProvider>());
            var proposing = services.GetRequiredService<DockerfileService>();
            await proposing.CheckAsync(cancellationToken);
            var asked = await app.ServiceAsync(host, parsed.GetValue(port), parsed.GetValue(healthPath), cancellationToken);
            var proposal = await proposing.ProposeAsync(host, app.Folder, asked, new ProgressLines(terminal), cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(proposal, JsonFormat.Indented));
            else
                ProposalText.Write(terminal, proposal, app.Diff(proposal), host.Ledger);
            if (target is not null)
                ProposalText.WriteWritten(terminal, UnknownApp.Write(target, proposal, parsed.GetValue(force)));
            return ExitCodes.Verified;
        });
        return command;
    }
}

using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew detect</c>.</summary>
internal static class DetectCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "an app (folder or zip), or a requirements file or its folder: then every service of it", DefaultValueFactory = _ => "." };
        var service = new Option<string?>("--service") { Description = "the one service of the requirements that is asked for" };
        var dockerfile = new Option<bool>("--dockerfile") { Description = "print the Dockerfile that it would be built from" };
        var format = SharedOptions.Format();
        var command = new Command("detect", "Shows what an app is found to be, each fact with the file and line that says so; with its Dockerfile when asked.") { path, service, dockerfile, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var withDockerfile = parsed.GetValue(dockerfile);
            var services = await DetectedService.FindAsync(parsed.GetValue(path)!, parsed.GetValue(service), withDockerfile, cancellationToken);
            if (parsed.GetValue(format) == "json")
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { services }, JsonFormat.Indented));
                return 0;
            }

            if (withDockerfile && services.Count > 1)
                throw InputErrors.ServiceNotNamed([.. services.Select(one => one.Name!)]);
            DetectionText.Write(terminal, services);
            if (withDockerfile)
                terminal.Out.Write(services[0].Dockerfile);
            return 0;
        });
        return command;
    }
}

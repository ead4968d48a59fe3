using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew detect</c>.</summary>
internal static class DetectCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "an app (folder or zip), or a requirements file or its folder: then every service of it", DefaultValueFactory = _ => "." };
        var service = new Option<string?>("--service") { Description = "the one service of the requirements that is asked for" };
        var dockerfile = new Option<bool>("--dockerfile") { Description = "print the Dockerfile that it would be built from" };
        var format = SharedOptions.Format();
        var command = new Command("detect", "Shows what an app is found to be, each fact with the file and line that says so; with its Dockerfile when asked.") { path, service, dockerfile, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var withDockerfile = parsed.GetValue(dockerfile);
            var ages = new BaseAges(services.GetRequiredService<Home>(), services.GetRequiredService<TimeProvider>());
            var found = await DetectedService.FindAsync(parsed.GetValue(path)!, parsed.GetValue(service), withDockerfile, ages, cancellationToken);
            if (parsed.GetValue(format) == "json")
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { services = found }, JsonFormat.Indented));
                return 0;
            }

            if (withDockerfile && found.Count > 1)
                throw InputErrors.ServiceNotNamed([.. found.Select(one => one.Name!)], "Dockerfile");
            DetectionText.Write(terminal, found);
            if (withDockerfile)
                terminal.Out.Write(found[0].Dockerfile);
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using System.Text.Json;
using DeployCrew.Agents.Models;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;
using DeployCrew.Models;
using DeployCrew.Reading;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew detect</c>.</summary>
internal static class DetectCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = new Argument<string>("path") { Description = "an app (folder or zip), or a requirements file or its folder: then every service of it", DefaultValueFactory = _ => "." };
        var service = new Option<string?>("--service") { Description = "the one service of the requirements that is asked for" };
        var dockerfile = new Option<bool>("--dockerfile") { Description = "print the Dockerfile that it would be built from" };
        var models = SharedOptions.Models();
        var write = new Option<bool>("--write") { Description = "put what a model has read, and is not stated yet, into the requirements file" };
        var format = SharedOptions.Format();
        var command = new Command("detect", "Shows what an app is found to be, each fact with the file and line that says so; with its Dockerfile when asked.") { path, service, dockerfile, models, write, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var withDockerfile = parsed.GetValue(dockerfile);
            var ages = new BaseAges(services.GetRequiredService<Home>(), services.GetRequiredService<TimeProvider>());
            using var host = Open(services, parsed.GetValue(models));
            AppReader? reader = host is null ? null : (folder, asked, unsure, token) => ReadingService.ReadAsync(host, folder, asked, unsure, token);
            var found = await DetectedService.FindAsync(parsed.GetValue(path)!, parsed.GetValue(service), withDockerfile, ages, reader, cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(new { services = found }, JsonFormat.Indented));
            else
                Write(terminal, found, withDockerfile);
            if (parsed.GetValue(write))
                ReadSettings.Write(terminal, parsed.GetValue(path)!, found);
            return 0;
        });
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<DetectedService> found, bool withDockerfile)
    {
        if (withDockerfile && found.Count > 1)
            throw InputErrors.ServiceNotNamed([.. found.Select(one => one.Name!)], "Dockerfile");
        DetectionText.Write(terminal, found);
        if (withDockerfile && found[0].Dockerfile is { } text)
            terminal.Out.Write(text);
    }

    private static ModelHost? Open(IServiceProvider services, string? models) =>
        ModelFile.Load(models) is { } settings ? ModelHost.Open(settings, Environment.GetEnvironmentVariable, [], services.GetRequiredService<TimeProvider>()) : null;
}

using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Doctor;
using DeployCrew.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var path = new Argument<string?>("path")
        {
            Description = "a requirements file, or the folder that holds requirements.json; default: the one here, if there is one",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (app, environment, target, engine, format) =
            (SharedOptions.App(), SharedOptions.Environment(), SharedOptions.Target(), SharedOptions.Engine(), SharedOptions.Format());
        var command = new Command("doctor", "Tells what a run would work with (identity, region, endpoints, programs), and what is missing for it. Tells no secret.")
        {
            path, app, environment, target, engine, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var named = parsed.GetValue(path) ?? (File.Exists("requirements.json") ? "requirements.json" : null);
            var project = named is null ? null : Project.Open(named, parsed.GetValue(app));
            var request = new DoctorRequest(
                project?.RequirementsFile, project?.App, project?.EnvironmentOf(parsed.GetValue(environment)), parsed.GetValue(target)!, parsed.GetValue(engine));
            var report = await services.GetRequiredService<DoctorService>().RunAsync(request, cancellationToken);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(report, JsonFormat.Indented));
            foreach (var check in report.Checks)
                PreflightText.Write(terminal, check);
            return report.IsWell ? 0 : ExitCodes.Failed;
        });
        return command;
    }
}

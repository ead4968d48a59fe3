using System.CommandLine;
using System.Text.Json;
using DeployCrew.Cli.Input;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Plans;
using DeployCrew.Rehearsal.Simulation;
using DeployCrew.Simulation;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew simulate</c>.</summary>
internal static class SimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        var path = SharedOptions.Path();
        var environment = SharedOptions.Environment();
        var service = new Option<string?>("--service") { Description = "the service; default: the first by name that has routes" };
        var strategy = new Option<string?>("--strategy") { Description = "default: the requirements'" };
        strategy.AcceptOnlyFromAmong("rolling", "blueGreen", "canary", "linear");
        var tasks = new Option<int?>("--tasks") { Description = "tasks of the service, 1-100; default: the requirements'" };
        tasks.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 100)
                result.AddError("--tasks is 1-100.");
        });
        var faults = new Option<string[]>("--fault") { Description = "what goes wrong; can be repeated:\n" + string.Join('\n', FaultText.Kinds), DefaultValueFactory = _ => [] };
        var seed = new Option<int>("--seed") { Description = "what chance is drawn from; the same seed gives the same rollout", DefaultValueFactory = _ => 1 };
        var first = new Option<bool>("--first") { Description = "nothing is live before" };
        var output = new Option<string?>("--out") { Description = "where to draw the rollout: an SVG file" };
        var format = SharedOptions.Format();
        var command = new Command("simulate", "Plays a rollout through on virtual time, with what may go wrong: what a run would do, and its exit code. Starts nothing, waits for nothing.")
        {
            path, environment, service, strategy, tasks, faults, seed, first, output, format,
        };
        command.SetAction(parsed =>
        {
            var project = Project.Open(parsed.GetValue(path)!, null);
            var read = FaultText.Read(parsed.GetValue(faults)!);
            var document = With(project.Requirements.Document, parsed.GetValue(strategy), read);
            var report = SimulationService.Run(new SimulationRequest(
                document, project.EnvironmentOf(parsed.GetValue(environment)), parsed.GetValue(service) ?? Balanced(document), read, parsed.GetValue(seed))
            {
                Tasks = parsed.GetValue(tasks),
                First = parsed.GetValue(first),
            });
            var code = ExitCodes.Of(report.Verdict, report.Error);
            if (parsed.GetValue(output) is { } file && report.Timeline() is { } drawing)
                TextFile.Write(file, drawing);
            if (parsed.GetValue(format) == "json")
                terminal.Out.WriteLine(JsonSerializer.Serialize(report with { ExitCode = code }, JsonFormat.Indented));
            else
                SimulationText.Write(terminal, report, code);
            return code;
        });
        return command;
    }

    // An alarm that is to go off is looked at, and an approval that is to be refused is asked for.
    private static RequirementsDocument With(RequirementsDocument document, string? strategy, IReadOnlyList<Fault> faults) => document with
    {
        Deploy = document.Deploy with
        {
            Strategy = strategy ?? document.Deploy.Strategy,
            Alarms = [.. document.Deploy.Alarms.Union(faults.Where(fault => fault.Kind == FaultKind.Alarm).Select(fault => fault.Name!))],
            ApproveTraffic = document.Deploy.ApproveTraffic || faults.Any(fault => fault.Kind is FaultKind.Refused or FaultKind.Expired),
        },
    };

    private static string Balanced(RequirementsDocument document) => document.Services.OrderBy(one => one.Key, StringComparer.Ordinal)
        .OrderByDescending(one => one.Value.Routes.Count > 0).First().Key;
}

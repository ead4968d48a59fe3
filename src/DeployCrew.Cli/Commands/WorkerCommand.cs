using System.CommandLine;
using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Teams;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew worker</c>.</summary>
internal static class WorkerCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var team = new TeamOptions();
        var name = new Option<string?>("--name") { Description = "its name among the team's workers; default: this machine's and the process's" };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not { Length: > 0 and <= 80 } given || !given.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
                result.AddError("A worker's name has letters, digits, '-' and '_'.");
        });
        var targets = new Option<string[]>("--targets") { Description = "targets whose runs it takes", DefaultValueFactory = _ => ["aws"], AllowMultipleArgumentsPerToken = true };
        targets.AcceptOnlyFromAmong("aws", "local");
        var atOnce = new Option<int>("--at-once") { Description = "runs at once", DefaultValueFactory = _ => 2 };
        atOnce.Validators.Add(result => Between(result, 1, 64));
        var holds = new Option<int>("--takeover") { Description = "seconds after which others go on with the runs of a worker that is gone", DefaultValueFactory = _ => 20 };
        holds.Validators.Add(result => Between(result, 2, 3600));
        var command = new Command("worker", "Carries out the runs that a team's page takes in. Ctrl-C ends it; another worker goes on with what is under way.") { name, targets, atOnce, holds };
        team.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var opened = await team.OpenAsync(parsed, services, cancellationToken) ?? throw TeamErrors.StoreNeedsArtifacts();
            var options = new WorkerOptions(parsed.GetValue(name) ?? OwnName(), [.. parsed.GetValue(targets)!.Distinct()], parsed.GetValue(atOnce), TimeSpan.FromSeconds(parsed.GetValue(holds)));
            terminal.People.MarkupLineInterpolated($"worker [bold]{options.Name}[/] takes runs of {string.Join(", ", options.Targets)} [grey]{options.AtOnce} at once; Ctrl-C ends it[/]");
            await WorkerHost.RunAsync(opened, options, services, said => terminal.People.WriteLine(said), cancellationToken);
            return 0;
        });
        return command;
    }

    private static string OwnName() => string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}").ToLowerInvariant();

    private static void Between(System.CommandLine.Parsing.OptionResult result, int least, int most)
    {
        if (!result.Errors.Any() && result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{result.Option.Name} is between {least} and {most}."));
    }
}

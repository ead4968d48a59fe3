using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew local alarm</c> and <c>local time-scale</c>: what rollouts of the local cloud look at besides their tasks.</summary>
internal static class LocalRolloutCommands
{
    public static Command Alarm(IServiceProvider services, Terminal terminal)
    {
        var name = new Argument<string?>("NAME") { Description = "which one; default: all are shown", Arity = ArgumentArity.ZeroOrOne };
        var state = new Argument<AlarmState?>("STATE") { Description = "ok, alarm or insufficientData; default: it is shown", HelpName = "STATE", Arity = ArgumentArity.ZeroOrOne };
        var format = SharedOptions.Format();
        var command = new Command("alarm", "Sets or shows alarms that deployments look at. One on a metric keeps what is set until its metric is judged again.") { name, state, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rollouts = await OpenAsync(services, cancellationToken);
            var asked = parsed.GetValue(name);
            if (asked is not null && parsed.GetValue(state) is { } wanted)
                await rollouts.SetAlarmAsync(asked, wanted, cancellationToken);
            var alarms = await rollouts.AlarmsAsync(cancellationToken);
            Show(terminal, asked is null ? alarms : new Dictionary<string, string> { [asked] = alarms.GetValueOrDefault(asked, "INSUFFICIENT_DATA") }, parsed.GetValue(format) == "json");
            return 0;
        });
        return command;
    }

    public static Command TimeScale(IServiceProvider services, Terminal terminal)
    {
        var scale = new Argument<double?>("N") { Description = $"1 to {LocalCloudRollouts.MostTimeScale}; default: it is shown", Arity = ArgumentArity.ZeroOrOne };
        scale.Validators.Add(result =>
        {
            // What is no number at all is said elsewhere.
            if (result.Tokens.Count > 0 && double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted) && wanted is not (>= 1 and <= LocalCloudRollouts.MostTimeScale))
                result.AddError($"N is 1 to {LocalCloudRollouts.MostTimeScale}.");
        });
        var command = new Command("time-scale", "Makes bake times and hook timeouts of deployments N times shorter: ten minutes are ten seconds at 60.") { scale };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rollouts = await OpenAsync(services, cancellationToken);
            if (parsed.GetValue(scale) is { } wanted)
                await rollouts.SetTimeScaleAsync(wanted, cancellationToken);
            terminal.Out.WriteLine(FormattableString.Invariant($"{await rollouts.TimeScaleAsync(cancellationToken)}"));
            return 0;
        });
        return command;
    }

    private static async Task<LocalCloudRollouts> OpenAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        new(await services.GetRequiredService<LocalCloudProcess>().FindAsync(cancellationToken) ?? throw EngineErrors.LocalCloudDown());

    private static void Show(Terminal terminal, IReadOnlyDictionary<string, string> alarms, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(alarms, JsonFormat.Indented));
            return;
        }

        foreach (var (name, state) in alarms)
            terminal.People.WriteLine($"{state,-17} {name}");
        if (alarms.Count == 0)
            terminal.People.WriteLine("No alarms.");
    }
}

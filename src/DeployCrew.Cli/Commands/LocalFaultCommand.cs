using System.CommandLine;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.Faults;
using DeployCrew.Rehearsal.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew local fault</c>: bad days, for rehearsing them.</summary>
internal static class LocalFaultCommand
{
    private const string Kinds = """
        throttle     the call is refused, there were too many (429 of the registry)
        error        500, nothing was done
        unavailable  503, nothing was done
        denied       the identity may not
        expired      the session's credentials have expired
        slow         the answer comes SECONDS late (2)
        hang         no answer; the connection is held for SECONDS (120)
        cut          the connection is cut before anything was done
        lost         it is done, and the connection is cut before the answer
        skew         the cloud's clock is SECONDS ahead (600; negative: behind)
        """;

    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var format = SharedOptions.Format();
        var command = new Command("fault", "Faults that the local cloud has been asked for; they hold until they are cleared, used up, or it stops.")
        {
            format, Add(services, terminal), Clear(services, terminal),
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rules = await (await OpenAsync(services, cancellationToken)).ListAsync(cancellationToken);
            Show(terminal, rules, parsed.GetValue(format) == "json");
            if (rules.Count == 0)
                terminal.People.WriteLine("No faults.");
            return 0;
        });
        return command;
    }

    private static Command Add(IServiceProvider services, Terminal terminal)
    {
        var kind = new Argument<FaultKind>("KIND") { Description = Kinds, HelpName = "KIND" };
        var service = new Option<string?>("--service") { Description = "ecs, ecr, ssm, logs, elasticloadbalancing, …, or registry; default: all" };
        var operation = new Option<string?>("--operation") { Description = "such as UpdateService; of the registry such as 'PUT manifests'" };
        var percent = new Option<int>("--percent") { Description = "how many of a hundred calls; which ones is the same each time", DefaultValueFactory = _ => 100 };
        var times = new Option<int?>("--times") { Description = "how many calls at the most; default: no limit" };
        var seconds = new Option<int>("--seconds") { Description = "for slow, hang and skew" };
        var format = SharedOptions.Format();
        var command = new Command("add", "Makes calls go wrong from now on.") { kind, service, operation, percent, times, seconds, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rule = new FaultRule(parsed.GetValue(kind))
            {
                Service = parsed.GetValue(service),
                Operation = parsed.GetValue(operation),
                Percent = parsed.GetValue(percent),
                Times = parsed.GetValue(times),
                Seconds = parsed.GetValue(seconds),
            };
            Show(terminal, [await (await OpenAsync(services, cancellationToken)).AddAsync(rule, cancellationToken)], parsed.GetValue(format) == "json");
            return 0;
        });
        return command;
    }

    private static Command Clear(IServiceProvider services, Terminal terminal)
    {
        var id = new Argument<int?>("ID") { Description = "which one; default: all", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("clear", "Ends faults.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var cleared = await (await OpenAsync(services, cancellationToken)).ClearAsync(parsed.GetValue(id), cancellationToken);
            terminal.People.WriteLine(cleared == 1 ? "1 fault cleared." : $"{cleared} faults cleared.");
            return 0;
        });
        return command;
    }

    private static async Task<LocalCloudFaults> OpenAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        new(await services.GetRequiredService<LocalCloudProcess>().FindAsync(cancellationToken) ?? throw EngineErrors.LocalCloudDown());

    private static void Show(Terminal terminal, IReadOnlyList<FaultRule> rules, bool json)
    {
        if (json)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(rules, JsonFormat.Indented));
            return;
        }

        foreach (var rule in rules)
        {
            var what = rule.Kind.ToString().ToLowerInvariant();
            var length = rule.Seconds == 0 ? "" : $" {rule.Seconds} s";
            var where = rule.Kind == FaultKind.Skew ? "the clock" : $"{rule.Percent} % of {rule.Service ?? "all"} {rule.Operation ?? "calls"}";
            var limit = rule.Times is { } times ? $", {times} at the most" : "";
            terminal.People.MarkupLineInterpolated($"{rule.Id,3}  [yellow]{what}{length}[/]  {where}{limit}; {rule.Hits} so far");
        }
    }
}

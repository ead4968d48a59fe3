using System.CommandLine;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Runs;
using DeployCrew.Rollouts;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew rollout status | pause | continue | abort | swap</c>.</summary>
internal static class RolloutCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        RolloutService Rollouts() => services.GetRequiredService<RolloutService>();
        return new Command("rollout", "Looks at the rollouts of an environment, whoever started them, and has a say in them.")
        {
            Sub(terminal, "status", "Shows what runs, with weights, tasks and health, and what is under way.",
                (request, service, cancellationToken) => Rollouts().StatusAsync(request, service, cancellationToken)),
            Sub(terminal, "pause", "Keeps a rollout from shifting more traffic, at its next pause.",
                (request, service, cancellationToken) => Rollouts().PauseAsync(request, service, cancellationToken)),
            Sub(terminal, "continue", "Lets a rollout go on that waits for approval, or that was paused.",
                (request, service, cancellationToken) => Rollouts().ContinueAsync(request, service, cancellationToken)),
            Sub(terminal, "abort", "Ends a rollout: what was live before has all of the traffic again.",
                (request, service, cancellationToken) => Rollouts().AbortAsync(request, service, new ProgressLines(terminal), cancellationToken)),
            Sub(terminal, "swap", "Brings what is live out once more, behind the other one of its two target groups: before a change back to rolling.",
                (request, service, cancellationToken) => Rollouts().SwapAsync(request, service, new ProgressLines(terminal), cancellationToken)),
        };
    }

    /// <summary><c>--service</c>.</summary>
    public static Option<string?> Service() => new("--service") { Description = "one of the services; default: all" };

    private static Command Sub(
        Terminal terminal, string name, string description, Func<RunRequest, string?, CancellationToken, Task<IReadOnlyList<ServiceStatus>>> act)
    {
        var options = new RequestOptions();
        var service = Service();
        var format = SharedOptions.Format();
        var command = new Command(name, description) { service, format };
        options.AddTo(command, changes: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var statuses = await act(options.Request(parsed, options.Project(parsed)), parsed.GetValue(service), cancellationToken);
            RolloutText.Write(terminal, statuses, json: parsed.GetValue(format) == "json");
            return ExitCodes.Verified;
        });
        return command;
    }
}

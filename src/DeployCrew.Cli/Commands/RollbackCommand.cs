using System.CommandLine;
using DeployCrew.Cli.Rendering;
using DeployCrew.Core.Runs;
using DeployCrew.Rollouts;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew rollback</c>.</summary>
internal static class RollbackCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var options = new RequestOptions();
        var to = new Option<string?>("--to") { Description = "what to go back to: a task definition (family:revision), a service revision, or the beginning of an image's digest; default: what was live before" };
        var service = RolloutCommand.Service();
        var format = SharedOptions.Format();
        var command = new Command("rollback", "Goes back to a version that was live: ends the rollout that is under way, or brings the earlier version out and verifies it.") { to, service, format };
        options.AddTo(command, changes: false);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = options.Request(parsed, options.Project(parsed));
            var rollouts = services.GetRequiredService<RolloutService>();
            var json = parsed.GetValue(format) == "json";
            if (parsed.GetValue(to) is null && await rollouts.IsUnderWayAsync(request, parsed.GetValue(service), cancellationToken))
            {
                var statuses = await rollouts.AbortAsync(request, parsed.GetValue(service), new ProgressLines(terminal), cancellationToken);
                RolloutText.Write(terminal, statuses, json);
                return ExitCodes.Verified;
            }

            request = request with { Rollback = new RollbackRequest(parsed.GetValue(to), parsed.GetValue(service)) };
            return await new RunView(terminal, json).FollowAsync(observe => services.GetRequiredService<RunService>().StartAsync(request, observe, cancellationToken));
        });
        return command;
    }
}

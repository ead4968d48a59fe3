using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Environments;
using DeployCrew.Infra.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.GitHub;

/// <summary>The action's step after a cancelled one: waits for a stack engine that ends what it was at, and breaks a lock that a killed one left
/// behind. GitHub kills what has not ended ten seconds after a cancellation; an engine may need longer, and goes on in a session of its own.</summary>
internal sealed class ReleaseStep(IServiceProvider services, Terminal terminal, Func<string, string?> variable)
{
    // Of the five minutes that GitHub gives to what runs after a cancellation.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Releases it.</summary>
    /// <exception cref="DeployError">DC8012: another machine's lock, or an engine that still lives.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var runner = RunnerEnvironment.Read(variable);
        var inputs = JobInputs.Read(variable, runner, PullRequest.Of(runner));
        if (inputs.Target == "local")
            return 0;
        var time = services.GetRequiredService<TimeProvider>();
        var opened = JobProject.Open(inputs, new JobFiles(runner));
        var request = opened.Project.Request(inputs.Environment, inputs.Target) with { Engine = inputs.Engine };
        var locks = services.GetRequiredService<LockService>();
        var began = time.GetTimestamp();
        while (await locks.FindAsync(request, null, cancellationToken) is { } held)
        {
            var lives = LivingEngines.Any(services.GetRequiredService<Home>().Stacks);
            if (!IsOurs(held) || (lives && time.GetElapsedTime(began) > Longest))
                throw GitHubErrors.LockStays($"{request.Project}/{request.Environment}", $"{held}");
            if (!lives)
            {
                terminal.Out.WriteLine($"Breaking the lock that a killed engine left: {held}");
                await locks.FindAsync(request, held.Id, cancellationToken);
                return 0;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        terminal.Out.WriteLine($"{request.Project}/{request.Environment} is not locked.");
        return 0;
    }

    // ana@host (pid 7), as Pulumi has it, or ana@host, as Terraform has it.
    private static bool IsOurs(StackLock held)
    {
        var host = held.Owner[(held.Owner.LastIndexOf('@') + 1)..].Split(' ')[0];
        return host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
    }
}

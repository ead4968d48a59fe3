using DeployCrew.Core.Runs;
using DeployCrew.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Teams;

/// <summary>A worker as a program.</summary>
public static class WorkerHost
{
    /// <summary>Works until it is told to end.</summary>
    /// <param name="team">The team.</param>
    /// <param name="options">How it works.</param>
    /// <param name="services">DeployCrew's services on this machine: caches, keys and the local cloud are shared with them.</param>
    /// <param name="said">Told of what it does.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Core.Errors.DeployError">DC9211: a worker of that name works here.</exception>
    public static async Task RunAsync(Team team, WorkerOptions options, IServiceProvider services, Action<string> said, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(options);
        var machine = services.GetRequiredService<Home>();
        var time = services.GetRequiredService<TimeProvider>();
        using var folder = WorkerFolder.Take(machine, options.Name);
        var home = machine with { Runs = Path.Combine(folder.Path, "runs"), Plans = Path.Combine(folder.Path, "plans") };
        var claimed = new ClaimedRuns(team.Journals, team.Artifacts);
        await using var own = new ServiceCollection().AddSingleton(home).AddSingleton(time).AddSingleton(claimed)
            .AddDeployCrew(services.GetRequiredService<DeployCrewOptions>()).BuildServiceProvider();
        var worker = new Worker(team, claimed, own.GetRequiredService<RunService>(), home, options, time);
        worker.Said += said;
        await worker.RunAsync(cancellationToken);
    }
}

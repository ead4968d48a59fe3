using DeployCrew.Core.Errors;
using DeployCrew.Teams;
using Microsoft.Extensions.Hosting;

namespace DeployCrew.Web.Runs;

/// <summary>Keeps the team's runs here as long as the page is served.</summary>
internal sealed class Mirroring(RunMirror mirror) : BackgroundService
{
    /// <summary>Why the team's store could not be asked at the last look; null: it could.</summary>
    public DeployError? Failure { get; private set; }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => mirror.RunAsync(error => Failure = error, stoppingToken);
}

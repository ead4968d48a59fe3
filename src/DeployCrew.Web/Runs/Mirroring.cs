using DeployCrew.Teams;
using Microsoft.Extensions.Hosting;

namespace DeployCrew.Web.Runs;

/// <summary>Keeps the team's runs here as long as the page is served.</summary>
internal sealed class Mirroring(RunMirror mirror) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => mirror.RunAsync(stoppingToken);
}

using DeployCrew.Core.Ports;
using DeployCrew.Images.Building;
using DeployCrew.Images.Building.Remote;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Registry;
using DeployCrew.Targets;

namespace DeployCrew.Pipeline;

/// <summary>Everybody who can build an image for a target: the Docker Engine, this process, CodeBuild, an EC2 instance; in this order.</summary>
internal static class Builders
{
    // Less than the build stage has, so that it is the build that says what took so long.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(25);

    public static ImageBuilding For(DeployTarget target, DockerEngine engine, IProcessRunner processes, HttpClient http, TimeProvider time) => ImageBuilding.Standard(
        engine, processes, http, time, [.. target.BuildRunners.Select(runner => new RemoteBuilder(runner, target.Registry, new RegistryClient(http, time), Limit))]);
}

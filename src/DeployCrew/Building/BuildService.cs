using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Bases;
using DeployCrew.Images.Building;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;

namespace DeployCrew.Building;

/// <summary>Builds images apart from any run, and pushes them where the user says.</summary>
public sealed class BuildService
{
    private readonly IProcessRunner processes;
    private readonly Home home;
    private readonly TimeProvider time;

    internal BuildService(IProcessRunner processes, Home home, TimeProvider time) => (this.processes, this.home, this.time) = (processes, home, time);

    /// <summary>Builds the image of one service, for Fargate unless the requirements or <paramref name="platforms"/> say otherwise.</summary>
    /// <param name="name">Name of the service.</param>
    /// <param name="service">What the requirements say of it.</param>
    /// <param name="source">Folder of its source.</param>
    /// <param name="layout">Where its layout will lie when it is not in the build cache.</param>
    /// <param name="platforms">Such as <c>linux/arm64</c>; empty: as the requirements say.</param>
    /// <param name="log">Gets the tools' output, line by line.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="DeployError">DC31xx-DC33xx.</exception>
    public async Task<BuiltImage> BuildAsync(
        string name, ServiceRequirements service, string source, string layout, IReadOnlyList<string> platforms, IProgress<string>? log, CancellationToken cancellationToken)
    {
        using var engine = DockerEngine.FromEnvironment();
        using var http = RegistryClient.NewHttpClient();
        return await ImageBuilding.Standard(engine, processes, http, time).BuildAsync(
            new ImageBuildRequest(name, service, source, layout)
            {
                CacheFolder = home.BuildCache,
                Platforms = platforms.Count > 0 ? [.. platforms.Select(OciPlatform.Parse)] : service.Build.Platforms is { } asked ? [.. asked.Select(OciPlatform.Parse)] : [OciPlatform.Fargate],
            }, log, cancellationToken);
    }

    /// <summary>Pushes an image, with the login that <c>docker login</c> left for its registry.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">Where to: <c>registry/repository</c>, with or without a tag.</param>
    /// <param name="log">A line per blob.</param>
    /// <param name="cancellationToken">Ends the push; no tag is moved before all blobs are there.</param>
    /// <exception cref="DeployError">DC34xx.</exception>
    public async Task<PushResult> PushAsync(BuiltImage image, string name, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var reference = ImageReference.ParseName(name);
        var tag = name.EndsWith($":{reference.Target}", StringComparison.Ordinal) ? reference.Target : null;
        using var http = RegistryClient.NewHttpClient();
        var login = await new DockerCredentials(processes).ForAsync(reference.Registry, cancellationToken);
        return await new RegistryClient(http, time).PushAsync(image.LayoutFolder, reference.Repository, tag, login, log, cancellationToken);
    }
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;

namespace DeployCrew.Images.Building.Remote;

/// <summary>Builds on a machine elsewhere. The image stays in the target's registry; only its manifest and configuration come here.</summary>
/// <param name="runner">The machine.</param>
/// <param name="access">The registry.</param>
/// <param name="registry">Talks to it.</param>
/// <param name="limit">How long a build may take.</param>
public sealed class RemoteBuilder(IBuildRunner runner, IRegistryAccess access, RegistryClient registry, TimeSpan limit) : IImageBuilder
{
    /// <summary>Where built images are, until they are pushed to the repositories of their services.</summary>
    public const string BuildRepository = "deploycrew-builds";

    private const string Auto = "auto";
    private static readonly Lazy<string> Script = new(() =>
    {
        using var content = new StreamReader(typeof(RemoteBuilder).Assembly.GetManifestResourceStream("remote-build.sh")!);
        return content.ReadToEnd();
    });

    /// <inheritdoc/>
    public string Name => runner.Name;

    /// <inheritdoc/>
    public string? RemoteRepository => BuildRepository;

    /// <inheritdoc/>
    public async Task<BuilderAvailability> CheckAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        if (request.AppOnly && request.Requirements.Build.Builder == Auto)
            return new BuilderAvailability(false, "it is used for a rehearsal only when build.builder names it");
        try
        {
            if (request.App!.Kind != AppKind.Dockerfile)
                _ = RemoteContext.DockerfileOf(request, DockerfileOptions.Plain);
        }
        catch (DeployError error)
        {
            return new BuilderAvailability(false, error.Message, Error: error);
        }

        var check = await runner.CheckAsync(cancellationToken);
        return new BuilderAvailability(check.IsAvailable, check.Reason, check.Reason);
    }

    /// <inheritdoc/>
    public async Task<OciLayout?> FindAsync(ImageBuildRequest request, CancellationToken cancellationToken)
    {
        using var context = await RemoteContext.PackAsync(request, cancellationToken);
        var tag = context.TagFor(request.Platform, Script.Value);
        var login = await access.LoginAsync(cancellationToken);
        return await registry.ResolveAsync(BuildRepository, tag, login, cancellationToken) is { } digest
            ? await FetchAsync(request, digest, login, cancellationToken) : null;
    }

    /// <inheritdoc/>
    public async Task<OciLayout> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        using var context = await RemoteContext.PackAsync(request, cancellationToken);
        var tag = context.TagFor(request.Platform, Script.Value);
        var login = await access.LoginAsync(cancellationToken);
        await runner.EnsureRepositoryAsync(BuildRepository, cancellationToken);
        var address = await runner.StoreAsync($"deploycrew/builds/{context.Sha256}.tar.gz", context.File, cancellationToken);
        var output = new RemoteLog(log);
        var build = new RemoteBuild(request.Service, Script.Value, Variables(request, context, address, tag, login), limit);
        var end = await runner.RunAsync(build, output, cancellationToken);
        if (end.Outcome != RunnerOutcome.Succeeded)
            throw Failed(end, output);
        var image = $"{BuildRepository}:{tag}";
        var digest = await registry.ResolveAsync(BuildRepository, tag, login, cancellationToken) ?? throw BuildErrors.RemoteImageMissing(Name, image);
        if (output.Digest is { } pushed && pushed != digest)
            throw BuildErrors.RemoteImageReplaced(Name, image, pushed, digest);
        return await FetchAsync(request, digest, login, cancellationToken);
    }

    private static Dictionary<string, string> Variables(ImageBuildRequest request, RemoteContext context, string address, string tag, RegistryLogin login) => new()
    {
        ["DEPLOYCREW_CONTEXT"] = address,
        ["DEPLOYCREW_REGISTRY"] = login.Endpoint.Authority,
        ["DEPLOYCREW_REPOSITORY"] = BuildRepository,
        ["DEPLOYCREW_TAG"] = tag,
        ["DEPLOYCREW_PLATFORM"] = request.Platform.ToString(),
        ["DEPLOYCREW_DOCKERFILE"] = context.Dockerfile,
        ["DEPLOYCREW_LABEL"] = $"{ImageLabels.Source}={request.SourceSha256}",
    };

    private Task<OciLayout> FetchAsync(ImageBuildRequest request, string digest, RegistryLogin login, CancellationToken cancellationToken)
    {
        var reference = $"{login.Endpoint.Authority}/{BuildRepository}@{digest}";
        return request.LayersHere ? registry.PullAsync(reference, request.LayoutFolder, login, cancellationToken, request.Platform)
            : registry.PullDescriptionAsync(reference, request.LayoutFolder, login, cancellationToken);
    }

    private DeployError Failed(RunnerEnd end, RemoteLog output)
    {
        var lines = end.LastLines.Count > 0 ? end.LastLines : output.LastLines;
        return end.Outcome == RunnerOutcome.TimedOut
            ? BuildErrors.RemoteBuildTimedOut(Name, (int)Math.Ceiling(limit.TotalMinutes), lines) : BuildErrors.RemoteBuildFailed(Name, end.Cause, lines);
    }
}

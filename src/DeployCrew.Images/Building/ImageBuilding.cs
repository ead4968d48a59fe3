using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting.Secrets;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Building;

/// <summary>From a service's source to its image: detect, choose a builder, reuse what is unchanged, build.</summary>
public sealed class ImageBuilding(BuilderSelection selection)
{
    /// <summary>With the engine that DOCKER_HOST names (or the usual socket) and this process.</summary>
    public static ImageBuilding Standard(DockerEngine engine, IProcessRunner processes) =>
        new(new BuilderSelection(new DockerfileBuilder(engine), new InProcessBuilder(processes)));

    /// <summary>Builds, or hands out the image of an earlier build of the same source.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="log">Gets the tools' output, line by line.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The image; its LayoutFolder is in the cache when the request names one.</returns>
    /// <exception cref="DeployError">DC3120 no Dockerfile for this kind yet, DC3140 secrets in the context, DC32xx not detected, DC33xx not built.</exception>
    public async Task<BuiltImage> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        request = request with
        {
            App = request.App ?? AppDetector.Detect(request.SourceFolder, request.Requirements),
            SourceSha256 = request.SourceSha256 ?? (await SourceIntake.ReadAsync(request.SourceFolder, cancellationToken)).Sha256,
        };
        if (request.App is { Kind: not AppKind.Dockerfile } app && !DockerfileGenerator.Supports(app.Kind))
            throw SourceErrors.NeedsDockerfile(app.Summary, [.. app.Evidence.Select(one => one.ToString())]);
        ContextSecrets.Refuse(request.SourceFolder, request.App, log);
        var choice = await selection.ChooseAsync(request, log, cancellationToken);
        log?.Report($"building with {choice.Builder.Name}: {choice.Reason}");

        var cache = request.CacheFolder is null ? null : new ImageBuildCache(request.CacheFolder);
        var key = ImageBuildCache.Key(choice);
        if (cache is not null && await cache.FindAsync(key, cancellationToken) is { } known)
            return Describe(choice, known) with { FromCache = true };

        var layout = await choice.Builder.BuildAsync(
            cache is null ? choice.Request : choice.Request with { LayoutFolder = cache.FolderOf(key) }, log, cancellationToken);
        return Describe(choice, layout);
    }

    private static BuiltImage Describe(BuilderChoice choice, OciLayout layout) =>
        new(layout.Folder, layout.Digest, layout.Bytes, choice.Builder.Name, choice.Reason, choice.Notes, choice.Request.App);
}

using DeployCrew.Core.Errors;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>Builds a Dockerfile (the app's own, or a generated one) with a Docker Engine.</summary>
/// <remarks>The layers' times are those of the engine's build, so that a digest is the same only while the engine's cache holds; the
/// build cache above keeps it the same for unchanged source.</remarks>
public sealed class DockerfileBuilder(DockerEngine engine) : IImageBuilder
{
    /// <inheritdoc/>
    public string Name => "docker";

    /// <inheritdoc/>
    public async Task<BuilderAvailability> CheckAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        EngineVersion version;
        try
        {
            version = await engine.VersionAsync(cancellationToken);
        }
        catch (DeployError error)
        {
            return new BuilderAvailability(false, error.Message);
        }

        string dockerfile;
        try
        {
            dockerfile = await DockerfileAsync(request, cancellationToken);
        }
        catch (DeployError error)
        {
            return new BuilderAvailability(false, error.Message, Error: error);
        }

        var ids = new List<string>();
        try
        {
            foreach (var image in BaseImages.Of(dockerfile))
                ids.Add(await BaseImageAsync(image, log, cancellationToken));
        }
        catch (DeployError error)
        {
            return new BuilderAvailability(
                false, $"the Docker Engine at {engine.Address} is there, but cannot get the base image: {error.Message}", Error: error);
        }

        return new BuilderAvailability(
            true, $"Docker Engine {version.Version} at {engine.Address}", string.Join(',', [engine.Address, dockerfile, .. ids]));
    }

    /// <inheritdoc/>
    public async Task<OciLayout> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        var generated = app.Kind == AppKind.Dockerfile ? null : await DockerfileAsync(request, cancellationToken);
        var entries = BuildContext.Entries(request.SourceFolder, app, generated);
        var build = new EngineBuild(
            generated is null ? app.Entry ?? "Dockerfile" : BuildContext.GeneratedDockerfile,
            $"deploycrew/{request.Service}:{request.SourceSha256![..12]}",
            new Dictionary<string, string> { [ImageLabels.Source] = request.SourceSha256 })
        {
            Platform = request.Platform == OciPlatform.Host ? null : request.Platform.ToString(),
        };
        var id = await engine.BuildAsync(
            build, (stream, token) => new TarLayerWriter(stream, DateTimeOffset.UnixEpoch).WriteAsync(entries, token), log, cancellationToken);
        await using var archive = await engine.SaveAsync(id, cancellationToken);
        return await DockerArchive.ToLayoutAsync(
            archive, request.LayoutFolder, request.CacheFolder is { } cache ? ImageBuildCache.LayersOf(cache) : null, cancellationToken);
    }

    private static async Task<string> DockerfileAsync(ImageBuildRequest request, CancellationToken cancellationToken) =>
        request.App!.Kind == AppKind.Dockerfile
            ? await File.ReadAllTextAsync(Path.Combine(request.SourceFolder, request.App.Entry ?? "Dockerfile"), cancellationToken)
            : DockerfileGenerator.Generate(request.App, request.Requirements, DockerfileOptions.Plain);

    private async Task<string> BaseImageAsync(string image, IProgress<string>? log, CancellationToken cancellationToken)
    {
        if (await engine.FindImageAsync(image, cancellationToken) is { } present)
            return present;
        log?.Report($"pulling the base image {image}");
        await engine.PullAsync(image, log, cancellationToken);
        return await engine.FindImageAsync(image, cancellationToken)
            ?? throw ImageErrors.BaseImageMissing(image, "the engine does not have it after the pull.");
    }
}

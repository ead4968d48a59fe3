using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Bases;
using DeployCrew.Images.Building.InProcess;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Linting.Secrets;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Building;

/// <summary>From a service's source to its image: detect, choose a builder, reuse what is unchanged, build.</summary>
/// <param name="selection">Chooses among the builders.</param>
/// <param name="time">Clock of the wait for who builds the same; null: the system's.</param>
public sealed class ImageBuilding(BuilderSelection selection, TimeProvider? time = null)
{
    /// <summary>With the engine that DOCKER_HOST names (or the usual socket) and this process.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="processes">Runs the tools of apps' ecosystems.</param>
    /// <param name="http">Fetches base images.</param>
    /// <param name="time">Clock of the waits between tries.</param>
    /// <param name="elsewhere">Builders on other machines, which are tried after those.</param>
    public static ImageBuilding Standard(DockerEngine engine, IProcessRunner processes, HttpClient http, TimeProvider time, params IReadOnlyList<IImageBuilder> elsewhere) => new(new BuilderSelection(
        [new DockerfileBuilder(engine, processes), new InProcessBuilder(processes, new BaseImageStore(http, new DockerCredentials(processes), time)), .. elsewhere]), time);

    /// <summary>Builds, or hands out the image of an earlier build of the same source.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="log">Gets the tools' output, line by line.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <returns>The image; its LayoutFolder is in the cache when the request names one.</returns>
    /// <exception cref="DeployError">DC313x no Dockerfile for this app, DC3140 secrets in the context, DC32xx not detected, DC33xx not built, DC3307 among them: the disk refuses.</exception>
    public async Task<BuiltImage> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        try
        {
            return await BuildAllAsync(request, log, cancellationToken);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw ImageErrors.CannotStore(request.CacheFolder ?? request.LayoutFolder, cause);
        }
    }

    private async Task<BuiltImage> BuildAllAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        request = request with
        {
            App = request.App ?? AppDetector.Detect(request.SourceFolder, request.Requirements),
            SourceSha256 = request.SourceSha256 ?? (await SourceIntake.ReadAsync(request.SourceFolder, cancellationToken)).Sha256,
        };
        ContextSecrets.Refuse(request.SourceFolder, request.App, log);
        if (request.Platforms.Count == 1)
            return await BuildOneAsync(request, log, cancellationToken);

        var images = new List<BuiltImage>();
        foreach (var platform in request.Platforms)
        {
            images.Add(await BuildOneAsync(
                request with { Platforms = [platform], LayersHere = true, LayoutFolder = $"{request.LayoutFolder}-{platform.Architecture}" }, log, cancellationToken));
        }

        var layouts = new List<OciLayout>();
        foreach (var image in images)
            layouts.Add(await OciLayout.OpenAsync(image.LayoutFolder, cancellationToken));
        foreach (var (platform, layout) in request.Platforms.Zip(layouts))
        {
            var found = new OciPlatform(layout.Config.Architecture, layout.Config.Os);
            if (found != platform)
                throw ImageErrors.BuiltForAnotherPlatform(platform.ToString(), found.ToString());
        }

        var all = await MultiPlatformImage.WriteAsync(layouts, request.LayoutFolder, cancellationToken);
        return images[0] with { LayoutFolder = all.Folder, Digest = all.Digest, Bytes = all.Bytes, FromCache = images.All(image => image.FromCache) };
    }

    private async Task<BuiltImage> BuildOneAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var choice = await selection.ChooseAsync(request, log, cancellationToken);
        log?.Report($"building with {choice.Builder.Name}: {choice.Reason}");

        var cache = request.CacheFolder is null ? null : new ImageBuildCache(request.CacheFolder);
        var key = ImageBuildCache.Key(choice);
        using var alone = cache is null ? null : await cache.TakeAsync(key, time ?? TimeProvider.System, cancellationToken);
        if (cache is not null && await cache.FindAsync(key, cancellationToken) is { } known)
            return Describe(choice, known) with { FromCache = true };

        var build = cache is null ? choice.Request : choice.Request with { LayoutFolder = cache.FolderOf(key) };
        if (await choice.Builder.FindAsync(build, cancellationToken) is { } earlier)
            return Describe(choice, earlier) with { FromCache = true };
        return Describe(choice, await choice.Builder.BuildAsync(build, log, cancellationToken));
    }

    private static BuiltImage Describe(BuilderChoice choice, OciLayout layout) =>
        new(layout.Folder, layout.Digest, layout.Bytes, choice.Builder.Name, choice.Reason, choice.Notes, choice.Request.App)
        {
            RemoteRepository = layout.IsWhole ? null : choice.Builder.RemoteRepository,
            HasCacheMounts = choice.HasCacheMounts,
        };
}

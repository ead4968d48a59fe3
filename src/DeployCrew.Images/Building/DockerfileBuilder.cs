using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Building.BuildKit;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting.Syntax;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>Builds a Dockerfile (the app's own, or a generated one) with a Docker Engine: with its BuildKit where the docker CLI can drive it,
/// else with the classic builder of its API.</summary>
/// <remarks>The layers' times are those of the engine's build, so that a digest is the same only while the engine's cache holds; the
/// build cache above keeps it the same for unchanged source.</remarks>
/// <param name="engine">The engine.</param>
/// <param name="processes">Runs the docker CLI.</param>
/// <param name="program">The docker CLI: a name on PATH, or a path.</param>
public sealed class DockerfileBuilder(DockerEngine engine, IProcessRunner processes, string program = "docker") : IImageBuilder
{
    private static readonly Version FirstWithNewReader = new(23, 0);

    private BuildKitClient? _client;

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

        var client = await ClientAsync(version, cancellationToken);
        string dockerfile;
        try
        {
            dockerfile = await DockerfileAsync(request, client, cancellationToken);
            Understood(request, dockerfile, client, version);
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
            true, $"Docker Engine {version.Version} at {engine.Address}, with {client.Reason}",
            string.Join(',', [engine.Address, client.IsAvailable ? "buildkit" : "classic", dockerfile, .. ids]))
        {
            HasCacheMounts = client.IsAvailable,
        };
    }

    /// <inheritdoc/>
    public async Task<OciLayout> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var app = request.App!;
        var client = await ClientAsync(await engine.VersionAsync(cancellationToken), cancellationToken);
        var dockerfile = await DockerfileAsync(request, client, cancellationToken);
        var generated = app.Kind == AppKind.Dockerfile ? null : dockerfile;
        var entries = BuildContext.Entries(request.SourceFolder, app, generated);
        var build = new EngineBuild(
            generated is null ? app.Entry ?? "Dockerfile" : BuildContext.GeneratedDockerfile,
            $"deploycrew/{request.Service}:{request.SourceSha256![..12]}",
            new Dictionary<string, string> { [ImageLabels.Source] = request.SourceSha256 })
        {
            Platform = request.Platform == OciPlatform.Host ? null : request.Platform.ToString(),
        };
        var name = $"{request.SourceSha256}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dockerfile)))[..12]}";
        var id = client.IsAvailable
            ? await new BuildKitBuild(processes, program, client, engine.Address).RunAsync(build, name, entries, log, cancellationToken)
            : await ClassicAsync(build, entries, log, cancellationToken);
        await using var archive = await engine.SaveAsync(id, cancellationToken);
        return await DockerArchive.ToLayoutAsync(
            archive, request.LayoutFolder, request.CacheFolder is { } cache ? ImageBuildCache.LayersOf(cache) : null, cancellationToken);
    }

    private async Task<string> ClassicAsync(EngineBuild build, IReadOnlyList<LayerEntry> entries, IProgress<string>? log, CancellationToken cancellationToken)
    {
        Task<string> BuildAsync(EngineBuild one) =>
            engine.BuildAsync(one, (stream, token) => new TarLayerWriter(stream, DateTimeOffset.UnixEpoch).WriteAsync(entries, token), log, cancellationToken);

        var id = await BuildAsync(build);
        // On 'FROM scratch', it takes another platform's image out of its cache for this one's.
        return build.Platform is null || await engine.PlatformOfAsync(id, cancellationToken) == build.Platform ? id : await BuildAsync(build with { UsesCache = false });
    }

    private async Task<BuildKitClient> ClientAsync(EngineVersion version, CancellationToken cancellationToken) =>
        _client ??= await BuildKitClient.FindAsync(processes, program, version, cancellationToken);

    /// <summary>What the builder that is there would fail on in the middle, or take for something else.</summary>
    private static void Understood(ImageBuildRequest request, string text, BuildKitClient client, EngineVersion version)
    {
        var (dockerfile, file) = (Dockerfile.Parse(text), request.App!.Entry ?? "Dockerfile");
        if (!client.IsAvailable && BuildKitNeed.Find(dockerfile, _ => true) is { } need)
            throw ImageErrors.DockerfileNeedsBuildKit(file, need.Line, need.What, client.Reason);
        // 20.10.24+dfsg1
        if (client.IsAvailable && !BuildKitNeed.NamesItsReader(dockerfile) && Version.TryParse(version.Version.Split('+', '-')[0], out var number)
            && number < FirstWithNewReader && BuildKitNeed.Find(dockerfile, one => one.IsOfLaterEngines) is { } later)
            throw ImageErrors.DockerfileNeedsSyntax(file, later.Line, later.What, version.Version);
    }

    private static async Task<string> DockerfileAsync(ImageBuildRequest request, BuildKitClient client, CancellationToken cancellationToken) =>
        request.App!.Kind == AppKind.Dockerfile
            ? await File.ReadAllTextAsync(Path.Combine(request.SourceFolder, request.App.Entry ?? "Dockerfile"), cancellationToken)
            : DockerfileGenerator.Generate(request.App, request.Requirements, DockerfileOptions.Plain with { CacheMounts = client.IsAvailable });

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

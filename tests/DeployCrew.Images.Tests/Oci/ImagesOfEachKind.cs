using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Building;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Oci;

/// <summary>An image of every kind that leaves this program, each built once: on a small base with a shell, which the engine makes.</summary>
public sealed class ImagesOfEachKind : IDisposable
{
    public const string Host = "DEPLOYCREW_TEST_DOCKER_HOST";
    public const string Registry = "DEPLOYCREW_TEST_REGISTRY";

    /// <summary>What the app's file says.</summary>
    public const string Said = "said by the app";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = RegistryClient.NewHttpClient();
    private readonly DockerEngine _engine = new(Environment.GetEnvironmentVariable(Host) ?? "unix:///nowhere");
    private readonly List<string> _short = [];
    private readonly Dictionary<string, OciLayout> _built = [];
    private readonly string _repository = $"tests/{Guid.NewGuid():n}";

    public static RegistryLogin Login => new(new Uri(Environment.GetEnvironmentVariable(Registry)!), "", new Secret(""), DateTimeOffset.MaxValue);

    public RegistryClient Client => new(_http, TimeProvider.System);

    /// <summary>A folder of its own, new each time.</summary>
    public string NewFolder() => Directory.CreateDirectory(_folder.In(Guid.NewGuid().ToString("n"))).FullName;

    /// <summary>A folder of its own with a short name in small letters: buildah and podman take no other.</summary>
    public string NewShortFolder()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"dc-{Guid.NewGuid().ToString("n")[..8]}");
        _short.Add(Directory.CreateDirectory(folder).FullName);
        return folder;
    }

    /// <param name="kind">docker | in-process | zstd | platforms.</param>
    public async Task<OciLayout> GetAsync(string kind)
    {
        if (!_built.TryGetValue(kind, out var layout))
            _built[kind] = layout = await OciLayout.OpenAsync(await BuildAsync(kind), default);
        return layout;
    }

    /// <summary>Pushes with our client; the image by its digest, as people would name it.</summary>
    public async Task<string> PushAsync(string kind) =>
        (await Client.PushAsync((await GetAsync(kind)).Folder, $"{_repository}/{kind}", null, Login, null, default)).Reference;

    public void Dispose()
    {
        _engine.Dispose();
        _http.Dispose();
        _folder.Dispose();
        foreach (var folder in _short)
            Directory.Delete(folder, recursive: true);
    }

    private async Task<string> BuildAsync(string kind)
    {
        if (kind == "platforms")
            return await PlatformsAsync();
        var app = $"app-{kind}";
        _folder.Write($"{app}/server.js", $"{Said}\n");
        _folder.Write($"{app}/package.json", "{}");
        _folder.Write($"{app}/sub/ü.txt", "umlaut");
        var service = new ServiceRequirements();
        if (kind == "docker")
            _folder.Write($"{app}/Dockerfile", "FROM gcr.io/distroless/cc-debian12:nonroot\nCOPY --from=deploycrew-test/runtimes /bin/dash /bin/sh\nCOPY . /app\n");
        else
            service = service with { Build = service.Build with { Builder = "in-process", BaseImage = await BaseAsync(), Compression = kind == "zstd" ? "zstd" : "gzip" } };
        return (await ImageBuilding.Standard(_engine, new SystemProcessRunner(), _http, TimeProvider.System).BuildAsync(
            new ImageBuildRequest("web", service, _folder.In(app), _folder.In($"layout-{kind}")) { CacheFolder = _folder.In("cache") }, null, default)).LayoutFolder;
    }

    private async Task<string> BaseAsync() => (await Client.PushAsync((await GetAsync("docker")).Folder, $"{_repository}/base", "1", Login, null, default)).Reference;

    // What is not compiled is the same for both; the layer is in the layout once.
    private async Task<string> PlatformsAsync()
    {
        var images = new List<OciLayout>();
        foreach (var platform in new[] { "linux/amd64", "linux/arm64" })
        {
            var recipe = TestImages.Recipe(TestImages.Text("app/server.js", Said)) with { Platform = OciPlatform.Parse(platform) };
            images.Add(await new OciImageBuilder(0).BuildAsync(recipe, NewFolder(), default));
        }

        return (await MultiPlatformImage.WriteAsync(images, _folder.In("layout-platforms"), default)).Folder;
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Images.Building;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Tests.Detection;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Building;

/// <summary>Against a real engine: the apps of the corpus that need no package registry are built, by their generated Dockerfiles and without any engine, run as no root, and answer.</summary>
/// <param name="cache">Keeps base layers from one app to the next.</param>
[Trait("Category", "real")]
public sealed class BuiltImagesRealTests(TemporaryFolder cache) : IClassFixture<TemporaryFolder>, IDisposable
{
    private const string Host = "DEPLOYCREW_TEST_DOCKER_HOST";
    private const string BuildKit = "DEPLOYCREW_TEST_BUILDKIT_CLI";
    private const string Label = "io.deploycrew.test";
    private const int Port = 8088;

    private const string Registry = "DEPLOYCREW_TEST_REGISTRY";

    private readonly string _run = Guid.NewGuid().ToString("n");
    private readonly DockerEngine _engine = new(Environment.GetEnvironmentVariable(Host) ?? "unix:///nowhere");

    public static TheoryData<string> Apps => [.. CorpusTests.Names().Where(name => name.StartsWith("runs-", StringComparison.Ordinal))];

    [RealTheory(Host)]
    [MemberData(nameof(Apps))]
    public Task Build_CorpusAppByTheClassicBuilder_RunsAsNoRootAndAnswers(string name) => RunsAsync(name, cache.In("no-docker"), "the classic builder");

    [RealTheory(Host, BuildKit)]
    [MemberData(nameof(Apps))]
    public Task Build_CorpusAppByBuildKit_RunsAsNoRootAndAnswers(string name) => RunsAsync(name, Environment.GetEnvironmentVariable(BuildKit)!, "BuildKit");

    private async Task RunsAsync(string name, string cli, string builder)
    {
        using var source = CorpusTests.Copy(name);
        var service = CorpusTests.Asked(name) with { Port = Port };
        var app = AppDetector.Detect(source.Path, service);

        var image = await new ImageBuilding(new BuilderSelection(new DockerfileBuilder(_engine, new SystemProcessRunner(), cli), new StubBuilder())).BuildAsync(
            new ImageBuildRequest("web", service, source.Path, cache.In($"layouts/{name}-{builder}")) { App = app, CacheFolder = cache.In("cache") }, null, default);
        Assert.Contains($", with {builder}, ", image.Reason, StringComparison.Ordinal);
        await AnswersAsync(image, app.HealthPath?.Value ?? service.Health.Path);
    }

    /// <summary>Apps whose tool is on this machine, with the base that the engine has for them.</summary>
    public static TheoryData<string, string> AppsOfThisMachine
    {
        get
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            var data = new TheoryData<string, string>();
            foreach (var (tool, name, below) in new[]
            {
                ("python3", "runs-python", "python:3.11-slim-bookworm"), ("npm", "runs-node", "node:22-bookworm-slim"),
                ("cargo", "runs-rust", "gcr.io/distroless/cc-debian12:nonroot"), ("go", "runs-go", "gcr.io/distroless/static-debian12:nonroot"),
                ("bun", "runs-bun", "oven/bun:1-slim"), ("deno", "runs-deno", "denoland/deno:2.9.3"),
            })
            {
                if (folders.Any(folder => File.Exists(Path.Combine(folder, tool))))
                    data.Add(name, below);
            }

            return data;
        }
    }

    [RealTheory(Host, Registry)]
    [MemberData(nameof(AppsOfThisMachine))]
    public async Task Build_CorpusAppWithoutEngine_RunsAsNoRootAndAnswers(string name, string below)
    {
        using var source = CorpusTests.Copy(name);
        File.Delete(source.In("rust-toolchain")); // whichever this machine has
        var asked = CorpusTests.Asked(name);
        var service = asked with { Port = Port, Build = asked.Build with { BaseImage = await OfferAsync(below) } };
        var app = AppDetector.Detect(source.Path, service);
        using var http = RegistryClient.NewHttpClient();
        using var nowhere = new DockerEngine("unix:///nowhere");

        var image = await ImageBuilding.Standard(nowhere, new SystemProcessRunner(), http, TimeProvider.System).BuildAsync(
            new ImageBuildRequest("web", service, source.Path, cache.In($"layouts/{name}-here")) { App = app, CacheFolder = cache.In("cache") }, null, default);

        Assert.Equal("in-process", image.Builder);
        await AnswersAsync(image, app.HealthPath?.Value ?? service.Health.Path);
    }

    public void Dispose()
    {
        foreach (var id in Environment.GetEnvironmentVariable(Host) is null ? [] : _engine.ListAsync($"{Label}={_run}", default).GetAwaiter().GetResult())
            _engine.RemoveAsync(id, default).GetAwaiter().GetResult();
        _engine.Dispose();
    }

    private async Task AnswersAsync(BuiltImage image, string health)
    {
        var id = await StartAsync(image.LayoutFolder);

        Assert.Equal(200, await StatusAsync(id, health));
        Assert.Equal(404, await StatusAsync(id, "/nothing-here"));
        Assert.DoesNotContain("0", await UsersAsync(id));
        await _engine.StopAsync(id, TimeSpan.FromSeconds(5), default);
    }

    /// <summary>Puts an image of the engine where builds without an engine can have it.</summary>
    private async Task<string> OfferAsync(string image)
    {
        var login = new RegistryLogin(new Uri(Environment.GetEnvironmentVariable(Registry)!), "", new Secret(""), DateTimeOffset.MaxValue);
        await using var archive = await _engine.SaveAsync(image, default);
        var layout = await DockerArchive.ToLayoutAsync(archive, cache.In("base-" + Guid.NewGuid().ToString("n")), cache.In("cache/layers"), default);
        using var http = RegistryClient.NewHttpClient();
        var pushed = await new RegistryClient(http, TimeProvider.System).PushAsync(layout.Folder, "tests/bases", null, login, null, default);
        return pushed.Reference;
    }

    private async Task<string> StartAsync(string layoutFolder)
    {
        var layout = await OciLayout.OpenAsync(layoutFolder, default);
        var tag = $"deploycrew-test/{_run}:1";
        await _engine.LoadAsync((stream, token) => DockerArchive.WriteAsync(layout, tag, stream, token), default);
        var id = await _engine.CreateAsync(new ContainerSpec(tag, null) { Port = Port, Labels = new Dictionary<string, string> { [Label] = _run } }, default);
        await _engine.StartAsync(id, default);
        return id;
    }

    private async Task<int> StatusAsync(string container, string path)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var last = "no answer";
        for (var attempt = 0; attempt < 200 && await timer.WaitForNextTickAsync(); attempt++)
        {
            if (await _engine.InspectAsync(container, default) is not { IsRunning: true, HostPort: { } port })
                break;
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}{path}");
                return (int)answer.StatusCode;
            }
            catch (Exception cause) when (cause is HttpRequestException or TaskCanceledException)
            {
                last = cause.Message;
            }
        }

        var lines = new List<string>();
        await _engine.FollowLogsAsync(container, lines.Add, default);
        throw new InvalidOperationException($"{path} never answered ({last}):\n{string.Join('\n', lines)}");
    }

    /// <summary>Numbers of the users that its processes run as.</summary>
    private async Task<IReadOnlyList<string>> UsersAsync(string container)
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(_engine.Address["unix://".Length..]), token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        var top = JsonNode.Parse(await http.GetStringAsync($"http://engine/containers/{container}/top?ps_args=-eo%20uid,pid"))!;
        return [.. top["Processes"]!.AsArray().Select(process => process![0]!.ToString())];
    }

    /// <summary>Builds nothing: what is asked here is of the engine alone.</summary>
    private sealed class StubBuilder : IImageBuilder
    {
        public string Name => "none";

        public Task<BuilderAvailability> CheckAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken) =>
            Task.FromResult(new BuilderAvailability(false, "there is nothing but the engine"));

        public Task<OciLayout> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}

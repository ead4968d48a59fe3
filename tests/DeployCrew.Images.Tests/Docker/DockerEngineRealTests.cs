using System.Collections.Concurrent;
using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Building;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Sources;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Docker;

/// <summary>Against a real engine: every kind of app is built from its generated Dockerfile, runs, and answers.</summary>
[Trait("Category", "real")]
public sealed class DockerEngineRealTests : IDisposable
{
    private const string Host = "DEPLOYCREW_TEST_DOCKER_HOST";
    private const string Label = "io.deploycrew.test";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = RegistryClient.NewHttpClient();
    private readonly string _run = Guid.NewGuid().ToString("n");
    private readonly DockerEngine _engine = new(Environment.GetEnvironmentVariable(Host) ?? "unix:///nowhere");

    [RealFact(Host)]
    public async Task Build_Node_RunsAndAnswers()
    {
        await SourceIntake.GenerateNodeServiceAsync(_folder.In("app"), "hello", default);

        Assert.Equal("""{"status":"ok"}""", (await BuildAndAsk("/health")).Trim());
    }

    [RealFact(Host)]
    public async Task Build_DotNet_RunsAndAnswers()
    {
        _folder.Write("app/Hello.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>""");
        _folder.Write("app/Program.cs", "var app = WebApplication.Create(args);\napp.MapGet(\"/health\", () => \"ok\");\napp.Run();\n");

        Assert.Equal("ok", await BuildAndAsk("/health"));
    }

    [RealFact(Host)]
    public async Task Build_StaticSite_RunsAndAnswers()
    {
        _folder.Write("app/index.html", "<h1>hi</h1>");

        Assert.Equal("<h1>hi</h1>", await BuildAndAsk("/"));
    }

    [RealFact(Host)]
    public async Task Build_StaticSite_AnswersItsHealthPath()
    {
        _folder.Write("app/index.html", "<h1>hi</h1>");

        Assert.Equal("ok", await BuildAndAsk("/health"));
    }

    [RealFact(Host)]
    public async Task Build_Twice_SecondFromTheCache()
    {
        await SourceIntake.GenerateNodeServiceAsync(_folder.In("app"), "hello", default);

        var first = await Build();
        var second = await Build();

        Assert.Equal((first.Digest, false, true), (second.Digest, first.FromCache, second.FromCache));
        Assert.StartsWith("Docker Engine ", first.Reason, StringComparison.Ordinal);
    }

    [RealFact(Host)]
    public async Task Build_CommandInTheDockerfileFails_DC3310WithItsOutput()
    {
        _folder.Write("app/Dockerfile", "FROM node:22-bookworm-slim\nRUN echo about to fail && exit 7\n");

        var error = await Assert.ThrowsAsync<DeployError>(Build);

        Assert.Equal("DC3310", error.Code);
        Assert.Contains(error.Details, line => line.EndsWith("about to fail", StringComparison.Ordinal)); // behind number and seconds, where it is BuildKit's
    }

    [RealFact(Host)]
    public async Task Build_UnknownBaseOfOwnDockerfile_DC3312()
    {
        _folder.Write("app/Dockerfile", "FROM 127.0.0.1:1/nowhere:1\n");

        Assert.Equal("DC3312", (await Assert.ThrowsAsync<DeployError>(Build)).Code);
    }

    [RealFact(Host)]
    public async Task Container_Logs_ExitCodeAndLabels()
    {
        var lines = new ConcurrentQueue<string>();
        var id = await Start(new ContainerSpec("node:22-bookworm-slim", null)
        {
            Command = ["sh", "-c", "echo out; echo $GREETING >&2; exit 3"],
            Environment = new Dictionary<string, string> { ["GREETING"] = "grüße" },
            MemoryBytes = 64 << 20,
            NanoCpus = 500_000_000,
        });

        Assert.Equal(3, await _engine.WaitAsync(id, default));
        await _engine.FollowLogsAsync(id, lines.Enqueue, default);

        Assert.Equal(["grüße", "out"], lines.Order(StringComparer.Ordinal));
        var state = await _engine.InspectAsync(id, default);
        Assert.Equal(("exited", 3, _run), (state!.Status, state.ExitCode, state.Labels[Label]));
        Assert.Equal([id], await _engine.ListAsync($"{Label}={_run}", default));
    }

    [RealFact(Host)]
    public async Task Container_GoneOrUnknown_IsNoError()
    {
        await _engine.StopAsync("unknown-container", TimeSpan.Zero, default);
        await _engine.RemoveAsync("unknown-container", default);

        Assert.Null(await _engine.InspectAsync("unknown-container", default));
    }

    [RealFact(Host)]
    public async Task Create_UnknownImage_DC3502() =>
        Assert.Equal("DC3502", (await Assert.ThrowsAsync<DeployError>(() => _engine.CreateAsync(new ContainerSpec("no/such:image", null), default))).Code);

    [Fact]
    public async Task Version_NobodyThere_DC3501()
    {
        using var engine = new DockerEngine("unix:///nowhere/docker.sock");

        Assert.Equal("DC3501", (await Assert.ThrowsAsync<DeployError>(() => engine.VersionAsync(default))).Code);
    }

    public void Dispose()
    {
        foreach (var id in Environment.GetEnvironmentVariable(Host) is null ? [] : _engine.ListAsync($"{Label}={_run}", default).GetAwaiter().GetResult())
            _engine.RemoveAsync(id, default).GetAwaiter().GetResult();
        _http.Dispose();
        _engine.Dispose();
        _folder.Dispose();
    }

    private Task<BuiltImage> Build() => ImageBuilding.Standard(_engine, new SystemProcessRunner(), _http, TimeProvider.System).BuildAsync(
        new ImageBuildRequest("web", new ServiceRequirements { Port = 8088 }, _folder.In("app"), _folder.In("layout")) { CacheFolder = _folder.In("cache") },
        null, default);

    private async Task<string> Start(ContainerSpec spec)
    {
        var id = await _engine.CreateAsync(spec with { Labels = new Dictionary<string, string> { [Label] = _run } }, default);
        await _engine.StartAsync(id, default);
        return id;
    }

    /// <summary>The way of the local cloud: the layout is loaded again under a name of its own, and that runs.</summary>
    private async Task<string> BuildAndAsk(string path)
    {
        var image = await Build();
        Assert.Equal("docker", image.Builder);
        var layout = await OciLayout.OpenAsync(image.LayoutFolder, default);
        var tag = $"deploycrew-test/{_run}:1";
        await _engine.LoadAsync((stream, token) => DockerArchive.WriteAsync(layout, tag, stream, token), default);
        Assert.Equal(layout.Manifest.Config.Digest, await _engine.FindImageAsync(tag, default));

        var id = await Start(new ContainerSpec(tag, null) { Port = 8088, Environment = new Dictionary<string, string> { ["PORT"] = "8088" } });
        var state = await _engine.InspectAsync(id, default);
        var body = await Ask($"http://127.0.0.1:{state!.HostPort!.Value.ToString(CultureInfo.InvariantCulture)}{path}", id);
        await _engine.StopAsync(id, TimeSpan.FromSeconds(5), default);
        Assert.NotEqual(137, (await _engine.InspectAsync(id, default))!.ExitCode);
        return body;
    }

    private async Task<string> Ask(string url, string container)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var lines = new List<string>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var attempt = 0; attempt < 200 && await timer.WaitForNextTickAsync(); attempt++)
        {
            try
            {
                return await http.GetStringAsync(url);
            }
            catch (Exception cause) when (cause is HttpRequestException or TaskCanceledException)
            {
                if (await _engine.InspectAsync(container, default) is not { IsRunning: true })
                    break;
            }
        }

        await _engine.FollowLogsAsync(container, lines.Add, default);
        throw new InvalidOperationException($"{url} never answered:\n{string.Join('\n', lines)}");
    }
}

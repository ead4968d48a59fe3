using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Building;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Tests.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Building;

/// <summary>Apps on a base image from Debian's registry, built without an engine.</summary>
[Trait("Category", "real")]
public sealed class BasedImageRealTests : IDisposable
{
    private const string Registry = "DEPLOYCREW_TEST_REGISTRY";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = RegistryClient.NewHttpClient();
    private readonly string _repository = $"tests/{Guid.NewGuid():n}";
    private readonly List<string> _log = [];

    [RealFact(Registry)]
    public async Task Build_Node_StandsOnTheBaseAndRunsAsAnOrdinaryUser()
    {
        var below = await BaseAsync("1");
        _folder.Write("app/server.js", "1");
        _folder.Write("app/package.json", "{}");

        var image = await BuildAsync(below.Tagged);
        var layout = await OciLayout.OpenAsync(image.LayoutFolder, default);

        Assert.Equal("in-process", image.Builder);
        Assert.Contains(below.Digest, image.Reason, StringComparison.Ordinal);
        Assert.False(layout.RunsOnHost);
        Assert.Equal(below.Layer, layout.Manifest.Layers[0].Digest);
        Assert.Equal(("1000:1000", "/app"), (layout.Config.Config.User, layout.Config.Config.WorkingDir));
        Assert.Equal(["entry"], layout.Config.Config.Entrypoint);
        Assert.Equal(["PATH=/base/bin", "PORT=8080", "NODE_ENV=production"], layout.Config.Config.Env);
        Assert.Equal(below.Digest, layout.Config.Config.Labels![ImageLabels.BaseDigest]);
    }

    [RealFact(Registry)]
    public async Task Push_TheBaseIsInTheSameRegistry_ItsLayersAreNotSent()
    {
        var below = await BaseAsync(new string('x', 300_000));
        _folder.Write("app/server.js", "1");
        _folder.Write("app/package.json", "{}");
        var image = await BuildAsync(below.Tagged);

        var pushed = await Client.PushAsync(image.LayoutFolder, _repository + "/app", "v1", Login, null, default);

        Assert.InRange(pushed.BytesPushed, 1, 3000);
        Assert.Equal(image.Digest, (await Client.PullAsync(pushed.Reference, _folder.In("pulled"), Login, default)).Digest);
    }

    [RealFact(Registry)]
    public async Task Build_TheTagMoves_TheNewBaseIsTaken()
    {
        _folder.Write("app/server.js", "1");
        _folder.Write("app/package.json", "{}");
        var one = await BaseAsync("1");
        var first = await BuildAsync(one.Tagged);
        var two = await BaseAsync("2");

        var second = await BuildAsync(two.Tagged);
        var pinned = await BuildAsync(one.Pinned);

        Assert.NotEqual(first.Digest, second.Digest);
        Assert.False(second.FromCache);
        Assert.Equal(one.Layer, (await OciLayout.OpenAsync(pinned.LayoutFolder, default)).Manifest.Layers[0].Digest);
    }

    [RealFact(Registry)]
    public async Task Build_UnknownBase_DC3321WithWhatTheRegistrySays()
    {
        _folder.Write("app/server.js", "1");
        _folder.Write("app/package.json", "{}");

        var error = await Assert.ThrowsAsync<DeployError>(() => BuildAsync($"{Login.Endpoint.Authority}/{_repository}:none"));

        Assert.Equal("DC3321", error.Code);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path, "*.partial", SearchOption.AllDirectories));
    }

    [RealFact(Registry)]
    public async Task Build_PythonWithAWheel_PackagesBelowTheAppWithoutOurPaths()
    {
        var below = await BaseAsync("1");
        TestWheel.Write(_folder.In("app", "wheels"), "greeting");
        _folder.Write("app/requirements.txt", "./wheels/greeting-1.0-py3-none-any.whl\n");
        _folder.Write("app/app.py", "import greeting\nif __name__ == \"__main__\":\n    greeting.run()\n");

        var one = await BuildAsync(below.Tagged);
        var two = await BuildAsync(below.Tagged, cache: "other-cache");
        var layout = await OciLayout.OpenAsync(one.LayoutFolder, default);
        await new ImageUnpacker().UnpackAsync(layout, _folder.In("root"), default);

        Assert.Equal(one.Digest, two.Digest);
        Assert.Equal(["python3", "app.py"], layout.Config.Config.Cmd);
        Assert.Contains("PATH=/app/.python_packages/bin:/base/bin", layout.Config.Config.Env!);
        Assert.StartsWith("#!/usr/bin/env python3\n", await File.ReadAllTextAsync(_folder.In("root", "app", ".python_packages", "bin", "greet")), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_folder.In("root"), "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("deploycrew-build", StringComparison.Ordinal));
    }

    [RealFact(Registry, "DEPLOYCREW_TEST_NPM")]
    public async Task Build_OneFileChanged_NothingIsInstalledAgainAndOneLayerIsSent()
    {
        var below = await BaseAsync("1");
        _folder.Write("app/package.json", """{ "name": "a", "version": "1.0.0", "dependencies": { "ms": "2.1.3" } }""");
        await new SystemProcessRunner().RunAsync(new ProcessCommand("npm", ["install", "--package-lock-only"]) { WorkingDirectory = _folder.In("app") }, default);
        _folder.Write("app/server.js", "require('ms')");
        var first = await BuildAsync(below.Tagged);
        await Client.PushAsync(first.LayoutFolder, _repository, null, Login, null, default);
        _folder.Write("app/server.js", "require('ms') // changed");
        _log.Clear();

        var second = await BuildAsync(below.Tagged);
        var pushed = await Client.PushAsync(second.LayoutFolder, _repository, null, Login, null, default);

        Assert.DoesNotContain(_log, line => line.Contains("added", StringComparison.Ordinal));
        Assert.Equal((await OciLayout.OpenAsync(first.LayoutFolder, default)).Manifest.Layers[1], (await OciLayout.OpenAsync(second.LayoutFolder, default)).Manifest.Layers[1]);
        Assert.InRange(pushed.BytesPushed, 1, 4000);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private static RegistryLogin Login => new(new Uri(Environment.GetEnvironmentVariable(Registry)!), "", new Secret(""), DateTimeOffset.MaxValue);

    private RegistryClient Client => new(_http, TimeProvider.System);

    private async Task<(string Tagged, string Pinned, string Digest, string Layer)> BaseAsync(string content)
    {
        var recipe = TestImages.Recipe(TestImages.Text("etc/os-release", content), LayerEntry.FromBytes("lib", TestImages.Noise(content.Length))) with
        {
            Config = new OciRunConfig { Env = ["PATH=/base/bin"], Entrypoint = ["entry"], Cmd = ["base"], WorkingDir = "/", User = "0" },
        };
        var layout = await new OciImageBuilder(0).BuildAsync(recipe, _folder.In("base" + content.Length + content[0]), default);
        await Client.PushAsync(layout.Folder, _repository, "base", Login, null, default);
        var name = $"{Login.Endpoint.Authority}/{_repository}";
        return ($"{name}:base", $"{name}@{layout.Digest}", layout.Digest, layout.Manifest.Layers[0].Digest);
    }

    private async Task<BuiltImage> BuildAsync(string below, string cache = "cache")
    {
        using var engine = new DockerEngine("unix:///nowhere/docker.sock");
        return await ImageBuilding.Standard(engine, new SystemProcessRunner(), _http, TimeProvider.System).BuildAsync(
            new ImageBuildRequest("web", new ServiceRequirements { Build = new BuildRequirements { BaseImage = below } }, _folder.In("app"), _folder.In("layout"))
            {
                CacheFolder = _folder.In(cache),
            }, new Lines(_log), default);
    }

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value)
        {
            lock (lines)
                lines.Add(value);
        }
    }
}

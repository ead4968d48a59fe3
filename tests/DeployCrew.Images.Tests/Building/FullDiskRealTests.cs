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

/// <summary>On a file system that is full in the middle of a build: it is said, and nothing half-written stays to be taken for an image.</summary>
[Trait("Category", "real")]
public sealed class FullDiskRealTests : IDisposable
{
    private const string Disk = "DEPLOYCREW_TEST_SMALL_DISK";
    private const string Host = "DEPLOYCREW_TEST_DOCKER_HOST";
    private const string Registry = "DEPLOYCREW_TEST_REGISTRY";
    private const int TooMuch = 30_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = RegistryClient.NewHttpClient();
    private readonly string _cache = Path.Combine(Environment.GetEnvironmentVariable(Disk) ?? Path.GetTempPath(), Guid.NewGuid().ToString("n"));

    [RealFact(Disk)]
    public async Task Build_AppLargerThanTheDisk_DC3307AndTheNextOneFits()
    {
        Node();
        await File.WriteAllBytesAsync(_folder.In("app", "large.bin"), TestImages.Noise(TooMuch));

        await FailsAsync("unix:///nowhere", new ServiceRequirements());
        File.Delete(_folder.In("app", "large.bin"));

        Assert.True((await OciLayout.OpenAsync((await BuildAsync("unix:///nowhere", new ServiceRequirements())).LayoutFolder, default)).IsWhole);
    }

    [RealFact(Disk, Registry)]
    public async Task Build_BaseLargerThanTheDisk_DC3307()
    {
        Node();
        var login = new RegistryLogin(new Uri(Environment.GetEnvironmentVariable(Registry)!), "", new Secret(""), DateTimeOffset.MaxValue);
        var below = await TestImages.BuildAsync(_folder.In("base"), LayerEntry.FromBytes("lib", TestImages.Noise(TooMuch)));
        var pushed = await new RegistryClient(_http, TimeProvider.System).PushAsync(below.Folder, $"tests/{Guid.NewGuid():n}", null, login, null, default);

        await FailsAsync("unix:///nowhere", new ServiceRequirements { Build = new BuildRequirements { BaseImage = pushed.Reference } }, appOnly: false);
    }

    [RealFact(Disk, Host)]
    public async Task Build_ImageOfTheEngineLargerThanTheDisk_DC3307()
    {
        Node();
        _folder.Write("app/Dockerfile", "FROM node:22-bookworm-slim\nCOPY . /app\n");

        await FailsAsync(Environment.GetEnvironmentVariable(Host)!, new ServiceRequirements(), appOnly: false);
    }

    public void Dispose()
    {
        if (Directory.Exists(_cache))
            Directory.Delete(_cache, recursive: true);
        _http.Dispose();
        _folder.Dispose();
    }

    private void Node()
    {
        _folder.Write("app/server.js", "1");
        _folder.Write("app/package.json", "{}");
    }

    private async Task FailsAsync(string engine, ServiceRequirements service, bool appOnly = true)
    {
        var error = await Assert.ThrowsAsync<DeployError>(() => BuildAsync(engine, service, appOnly));

        Assert.Equal("DC3307", error.Code);
        Assert.Contains(_cache, error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        // Whole layers may stay, under their digests; nothing else may take up the space that there is not.
        Assert.DoesNotContain(
            Directory.GetFileSystemEntries(_cache, "*", SearchOption.AllDirectories), entry => entry.Contains(".partial", StringComparison.Ordinal) || new FileInfo(entry) is { Exists: true, Length: > 1_000_000 });
    }

    private async Task<BuiltImage> BuildAsync(string address, ServiceRequirements service, bool appOnly = true)
    {
        using var engine = new DockerEngine(address);
        return await ImageBuilding.Standard(engine, new SystemProcessRunner(), _http, TimeProvider.System).BuildAsync(
            new ImageBuildRequest("web", service, _folder.In("app"), Path.Combine(_cache, "layout")) { CacheFolder = _cache, AppOnly = appOnly }, null, default);
    }
}

using DeployCrew.Aws.Builds;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Building;
using DeployCrew.Images.Building.Remote;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Building;

/// <summary>A local cloud whose machine has the test's Docker Engine, an app, and a builder that builds it there.</summary>
internal sealed class RemoteWorkshop : IAsyncDisposable
{
    public const string EngineVariable = "DEPLOYCREW_TEST_DOCKER_HOST";

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = RegistryClient.NewHttpClient();
    private int layouts;

    private RemoteWorkshop(TestCloud cloud) => Cloud = cloud;

    public TestCloud Cloud { get; }

    public RegistryClient Registry => new(http, TimeProvider.System);

    public Lines Log { get; } = new();

    public static async Task<RemoteWorkshop> OpenAsync(string? engine = null) =>
        new(await TestCloud.StartAsync(engine ?? Environment.GetEnvironmentVariable(EngineVariable)!));

    public void Write(string file, string text) => folder.Write($"app/{file}", text);

    public Task<BuiltImage> BuildAsync(string builder, TimeSpan? limit = null, CancellationToken cancellationToken = default, params IReadOnlyList<string> platforms)
    {
        var settings = new BuildSettings(LocalCloud.BuildBucket, LocalCloud.BuildProject, LocalCloud.BuildInstance);
        IBuildRunner runner = builder == "ec2" ? new Ec2Runner(Cloud.Connection, settings) : new CodeBuildRunner(Cloud.Connection, settings);
        var building = new ImageBuilding(new BuilderSelection(new RemoteBuilder(runner, Cloud.Registry, Registry, limit ?? TimeSpan.FromMinutes(5))));
        var requirements = new ServiceRequirements { Port = 8080, Build = new BuildRequirements { Builder = builder } };
        return building.BuildAsync(
            new ImageBuildRequest("web", requirements, folder.In("app"), folder.In($"layout-{++layouts}"))
            {
                CacheFolder = folder.In("cache"),
                Platforms = platforms.Count > 0 ? [.. platforms.Select(OciPlatform.Parse)] : [OciPlatform.Host],
            }, Log, cancellationToken);
    }

    /// <summary>Ids of processes that the local cloud's machine has started and that still run.</summary>
    public IReadOnlyList<string> Processes() => [.. Directory.GetDirectories("/proc").Where(path => Path.GetFileName(path).All(char.IsAsciiDigit)).Where(path =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(path, "cmdline")).Contains(Path.Combine(Cloud.Folder, "cloud", "machine"), StringComparison.Ordinal)
                || File.ReadAllText(Path.Combine(path, "environ")).Contains($"HOME={Path.Combine(Cloud.Folder, "cloud", "machine")}", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    })];

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        http.Dispose();
        folder.Dispose();
    }

    /// <summary>What was reported.</summary>
    internal sealed class Lines : IProgress<string>
    {
        private readonly List<string> all = [];
        private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Waited { get; init; } = "Step ";

        public Task Seen => first.Task;

        public string Text
        {
            get
            {
                lock (all)
                    return string.Join('\n', all);
            }
        }

        public void Report(string value)
        {
            lock (all)
                all.Add(value);
            if (value.Contains(Waited, StringComparison.Ordinal))
                first.TrySetResult();
        }
    }
}

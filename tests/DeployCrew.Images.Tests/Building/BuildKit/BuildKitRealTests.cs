using System.Collections.Concurrent;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Building;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Building.BuildKit;

/// <summary>Against the BuildKit of a real engine, through a real docker CLI.</summary>
[Trait("Category", "real")]
public sealed class BuildKitRealTests : IDisposable
{
    private const string Host = "DEPLOYCREW_TEST_DOCKER_HOST";
    private const string Cli = "DEPLOYCREW_TEST_BUILDKIT_CLI";
    private const string Base = "FROM node:22-bookworm-slim\n";

    private readonly TemporaryFolder _folder = new();
    private readonly DockerEngine _engine = new(Environment.GetEnvironmentVariable(Host) ?? "unix:///nowhere");
    private readonly ConcurrentQueue<string> _log = new();

    [RealFact(Host, Cli)]
    public async Task Build_MountsAndModes_AreKnownAndTheFilesAreTheSources()
    {
        _folder.Write("app/sub/deep/a.txt", "a");
        _folder.Write("app/Dockerfile", Base + "COPY --chmod=711 sub /sub\nRUN --mount=type=cache,target=/c cat /sub/deep/a.txt > /c/kept && cp /c/kept /copied && stat -c '%Y %u %a' /sub/deep/a.txt > /stat\n");

        var image = await Build();

        Assert.Contains("with BuildKit, by docker ", image.Reason, StringComparison.Ordinal);
        var unpacked = await UnpackAsync(image);
        Assert.Equal("a", await File.ReadAllTextAsync(Path.Combine(unpacked, "copied")));
        Assert.Equal("0 0 711\n", await File.ReadAllTextAsync(Path.Combine(unpacked, "stat")));
        Assert.False(File.Exists(Path.Combine(unpacked, "c/kept")));
        Assert.Empty(Leftovers());
    }

    [RealFact(Host, Cli)]
    public async Task Build_UnchangedSource_SameDigest()
    {
        _folder.Write("app/Dockerfile", Base + "COPY . /app\nRUN --mount=type=cache,target=/c date +%N > /time\n");

        var first = await Build("one");
        var second = await Build("two");

        Assert.Equal((first.Digest, false), (second.Digest, second.FromCache));
    }

    [RealFact(Host, Cli)]
    public async Task Build_ChangedToTheSameSize_HasTheChange()
    {
        _folder.Write("app/Dockerfile", Base + "COPY . /app\n");
        _folder.Write("app/a.txt", "one");
        await Build("one");
        _folder.Write("app/a.txt", "two");

        Assert.Equal("two", await File.ReadAllTextAsync(Path.Combine(await UnpackAsync(await Build("two")), "app/a.txt")));
    }

    // Nothing runs in it, so that the engine needs no emulator for the other processor.
    [RealTheory(Host, Cli)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Build_TwoPlatforms_IsOneIndexOfBoth(bool buildKit)
    {
        _folder.Write("app/Dockerfile", $"FROM scratch\nCOPY . /app\nENV RUN={_folder.Path}\n");

        var layout = await OciLayout.OpenAsync((await Build(cli: buildKit ? null : _folder.In("no-docker"), platforms: ["linux/amd64", "linux/arm64"])).LayoutFolder, default);

        Assert.Equal(["amd64", "arm64"], layout.Images.Select(image => image.Config.Architecture));
        Assert.True(layout.IsWhole);
    }

    [RealFact(Host)]
    public async Task Build_TwoPlatformsOfADockerfileThatNamesOne_DC3326()
    {
        _folder.Write("app/Dockerfile", "FROM --platform=linux/amd64 gcr.io/distroless/static-debian12:nonroot\nCOPY . /app\n");

        Assert.Equal("DC3326", (await Assert.ThrowsAsync<DeployError>(() => Build(cli: _folder.In("no-docker"), platforms: ["linux/amd64", "linux/arm64"]))).Code);
    }

    [RealFact(Host, Cli)]
    public async Task Build_RunFails_DC3310WithCauseAndLastLines()
    {
        _folder.Write("app/Dockerfile", Base + "RUN --mount=type=cache,target=/c echo about to fail && exit 7\n");

        var error = await Assert.ThrowsAsync<DeployError>(() => Build());

        Assert.Equal("DC3310", error.Code);
        Assert.EndsWith("exit code: 7", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.Details, line => line.EndsWith(" about to fail", StringComparison.Ordinal));
        Assert.Contains(_log, line => line.EndsWith(" about to fail", StringComparison.Ordinal));
        Assert.Empty(Leftovers());
    }

    [RealFact(Host, Cli)]
    public async Task Build_Cancelled_EndsTheBuildAndLeavesNothing()
    {
        var mark = Guid.NewGuid().ToString("n");
        _folder.Write("app/Dockerfile", Base + $"RUN --mount=type=cache,target=/c echo begun; exec sh -c 'while :; do sleep 0.1; done # {mark}'\n");
        using var cancel = new CancellationTokenSource();

        var build = Build(cancellationToken: cancel.Token);
        await Eventually.HoldsAsync(() => Processes(mark) > 0);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build);
        Assert.Empty(Leftovers());
        await Eventually.HoldsAsync(() => Processes(mark) == 0);
        Assert.False(Directory.Exists(_folder.In("layout")));
    }

    [RealFact(Host, Cli)]
    public async Task Build_HeredocForAnOldReader_FailsBeforeTheBuildWithDC3325()
    {
        _folder.Write("app/Dockerfile", Base + "RUN <<EOF\necho hi > /hi\nEOF\n");
        var version = (await _engine.VersionAsync(default)).Version;

        if (int.Parse(version.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) < 23)
            Assert.Equal($"Dockerfile, line 2: a heredoc is newer than the Dockerfile reader inside Docker Engine {version}.", (await Assert.ThrowsAsync<DeployError>(() => Build())).Message);
        else
            Assert.True(File.Exists(Path.Combine(await UnpackAsync(await Build()), "hi")));
    }

    [RealFact(Host)]
    public async Task Build_ClassicBuilderAlone_FailsBeforeTheBuildWithDC3324()
    {
        _folder.Write("app/Dockerfile", Base + "\nRUN --mount=type=cache,target=/c make\n");

        var error = await Assert.ThrowsAsync<DeployError>(() => Build(cli: _folder.In("no-docker")));

        Assert.Equal("DC3324", error.Code);
        Assert.Equal("Dockerfile, line 3: RUN --mount needs BuildKit, and here is the classic builder, because there is no docker CLI on PATH, which BuildKit wants.", error.Message);
        Assert.DoesNotContain(_log, line => line.StartsWith("Step ", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    private async Task<BuiltImage> Build(string layout = "layout", string? cli = null, CancellationToken cancellationToken = default, params IReadOnlyList<string> platforms) =>
        await new ImageBuilding(new BuilderSelection(new DockerfileBuilder(_engine, new SystemProcessRunner(), cli ?? Environment.GetEnvironmentVariable(Cli)!))).BuildAsync(
            new ImageBuildRequest("web", new ServiceRequirements { Port = 8088 }, _folder.In("app"), _folder.In(layout))
            {
                Platforms = platforms.Count > 0 ? [.. platforms.Select(OciPlatform.Parse)] : [OciPlatform.Host],
            }, new Now(_log.Enqueue), cancellationToken);

    private async Task<string> UnpackAsync(BuiltImage image)
    {
        var into = _folder.In("unpacked");
        await new ImageUnpacker().UnpackAsync(await OciLayout.OpenAsync(image.LayoutFolder, default), into, default);
        return into;
    }

    /// <summary>Folders with this test's files in them.</summary>
    private string[] Leftovers() => [.. Directory.EnumerateDirectories(Path.GetTempPath(), "deploycrew-build-*")
        .Where(folder => Directory.EnumerateFiles(folder, "Dockerfile", SearchOption.AllDirectories).Any(file => File.ReadAllText(file) == File.ReadAllText(_folder.In("app/Dockerfile"))))];

    private static int Processes(string mark) => Directory.EnumerateDirectories("/proc").Count(folder =>
    {
        try
        {
            return int.TryParse(Path.GetFileName(folder), out _) && File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(mark, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // it has ended
        }
    });

    private sealed class Now(Action<string> act) : IProgress<string>
    {
        public void Report(string value) => act(value);
    }
}

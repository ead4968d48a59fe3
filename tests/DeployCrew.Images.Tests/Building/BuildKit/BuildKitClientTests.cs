using DeployCrew.Images.Building.BuildKit;
using DeployCrew.Images.Docker;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Building.BuildKit;

public sealed class BuildKitClientTests
{
    private static readonly EngineVersion Engine = new("20.10.24", "1.41", "amd64") { HasBuildKit = true };
    private readonly ReplayingProcessRunner _runner = new();

    [Fact]
    public async Task Find_Buildx_IsTaken()
    {
        _runner.Records("buildx version", ["github.com/docker/buildx v0.12.1 30feaa1a915b869ebc2eea6328624b49facd4bfb"]);

        Assert.Equal(new BuildKitClient(true, true, "BuildKit, by docker buildx 0.12.1"), await FindAsync());
    }

    [Theory]
    [InlineData("Docker version 20.10.24+dfsg1, build 297e128", true, "BuildKit, by docker 20.10.24")]
    [InlineData("Docker version 28.2.2, build e6534b4", false, "the classic builder, because docker 28.2.2 has no buildx plugin, which BuildKit wants")]
    [InlineData("Docker version 18.09.1, build 4c52b90", false, "the classic builder, because docker 18.9.1 has no buildx plugin, which BuildKit wants")]
    [InlineData("podman version 4.3.1", false, "the classic builder, because 'docker' on PATH is no docker CLI")]
    public async Task Find_NoBuildx_TheVersionDecides(string said, bool available, string reason)
    {
        _runner.Records("buildx version", [], exitCode: 1, errors: ["docker: 'buildx' is not a docker command."]).Records("--version", [said]);

        Assert.Equal(new BuildKitClient(available, false, reason), await FindAsync());
    }

    [Fact]
    public async Task Find_NoCli_ClassicAndSaysSo() =>
        Assert.Equal("the classic builder, because there is no docker CLI on PATH, which BuildKit wants", (await FindAsync()).Reason);

    [Fact]
    public async Task Find_EngineWithout_AsksNobody()
    {
        Assert.False((await BuildKitClient.FindAsync(_runner, "docker", Engine with { HasBuildKit = false }, default)).IsAvailable);
        Assert.Empty(_runner.Commands);
    }

    [Theory]
    [InlineData(false, "docker build --progress=plain --iidfile /i --file /c/a/Dockerfile --platform linux/arm64 --tag t:1 --label l=v /c")]
    [InlineData(true, "docker buildx build --builder default --load --progress=plain --iidfile /i --file /c/a/Dockerfile --platform linux/arm64 --tag t:1 --label l=v /c")]
    public void Command_OfABuild_NamesEngineAndContext(bool buildx, string expected)
    {
        var build = new EngineBuild("a/Dockerfile", "t:1", new Dictionary<string, string> { ["l"] = "v" }) { Platform = "linux/arm64" };
        var command = new BuildKitBuild(_runner, "docker", new(true, buildx, ""), "unix:///e.sock").Command(build, "/c", "/i");

        Assert.Equal(expected, command.ToString());
        Assert.Equal(("unix:///e.sock", "1"), (command.Environment["DOCKER_HOST"], command.Environment["DOCKER_BUILDKIT"]));
        Assert.Null(command.Environment["DOCKER_CONTEXT"]);
    }

    private Task<BuildKitClient> FindAsync() => BuildKitClient.FindAsync(_runner, "docker", Engine, default);
}

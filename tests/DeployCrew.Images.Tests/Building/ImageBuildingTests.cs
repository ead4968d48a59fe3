using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Building;
using DeployCrew.Images.Detection;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Building;

public sealed class ImageBuildingTests : IDisposable
{
    private static readonly BuilderAvailability NoEngine = new(false, "No Docker Engine at unix:///nowhere: no such file");
    private static readonly BuilderAvailability Engine = new(true, "Docker Engine 20.10 at unix:///here", "base1");

    private readonly TemporaryFolder _folder = new();
    private readonly StubBuilder _here = new("in-process", new BuilderAvailability(true, "nothing to install"));

    [Fact]
    public async Task Build_Engine_IsUsed()
    {
        Node();

        var image = await Build(new StubBuilder("docker", Engine));

        Assert.Equal(("docker", Engine.Reason), (image.Builder, image.Reason));
        Assert.Empty(image.Notes);
    }

    [Fact]
    public async Task Build_SettingsThatAnOwnDockerfileMakesMeaningless_ANoteNamesThem()
    {
        Node();
        _folder.Write("app/Dockerfile", "FROM node:22\n");

        var image = await Build(new StubBuilder("docker", Engine), new ServiceRequirements { Build = new() { Version = "22", BaseImage = "node:22", Compression = "zstd" } });

        Assert.Equal(["build.version, build.baseImage: not used, because the app has a Dockerfile of its own (Dockerfile)."], image.Notes);
    }

    [Fact]
    public async Task Build_NoEngine_InProcessWithTheReason()
    {
        Node();

        var image = await Build(new StubBuilder("docker", NoEngine));

        Assert.Equal(("in-process", NoEngine.Reason), (image.Builder, image.Reason));
        Assert.Contains("app only", Assert.Single(image.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_BaseImageMissingForGeneratedDockerfile_InProcess()
    {
        Node();

        var image = await Build(new StubBuilder("docker", BaseMissing()));

        Assert.Equal("in-process", image.Builder);
        Assert.Contains("node:22", image.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_BaseImageMissingForOwnDockerfile_DC3312()
    {
        Node();
        _folder.Write("app/Dockerfile", "FROM node:22\n");

        await Fails("DC3312", new StubBuilder("docker", BaseMissing()));
    }

    [Fact]
    public async Task Build_OwnDockerfileNoEngineOtherEvidence_InProcessWithANote()
    {
        Node();
        _folder.Write("app/Dockerfile", "FROM node:22\n");

        var image = await Build(new StubBuilder("docker", NoEngine));

        Assert.Equal(AppKind.Node, image.App?.Kind);
        Assert.Contains("Dockerfile was not used", image.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_OwnDockerfileNoEngineNothingElse_DC3311()
    {
        _folder.Write("app/Dockerfile", "FROM busybox\n");

        await Fails("DC3311", new StubBuilder("docker", NoEngine));
    }

    [Fact]
    public async Task Build_SecretsInTheContext_DC3140WithPlacesAndNoValues()
    {
        Node();
        _folder.Write("app/Dockerfile", "FROM node:22\n");
        _folder.Write("app/.npmrc", "//registry.npmjs.org/:_authToken=abc123\n");
        _folder.Write("app/.env.production", "DB_PASSWORD=Tr0ub4dor\n");

        var error = await Assert.ThrowsAsync<DeployError>(() => Build(new StubBuilder("docker", Engine)));

        Assert.Equal("DC3140", error.Code);
        Assert.Equal([".env.production:1: the value of DB_PASSWORD", ".npmrc:1: a password or token"], error.Details);
        Assert.Contains(".dockerignore: .env.production .npmrc.", error.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("Tr0ub4dor", error.ToString(), StringComparison.Ordinal);

        _folder.Write("app/.dockerignore", ".npmrc\n.env.*\n");
        Assert.Equal("docker", (await Build(new StubBuilder("docker", Engine))).Builder);
    }

    [Fact]
    public async Task Build_OwnDockerfileNoEngineForFargate_DC3311()
    {
        _folder.Write("app/Cargo.toml", "[package]\nname = \"hello\"\n");
        _folder.Write("app/src/main.rs", "fn main() {}\n");
        _folder.Write("app/Dockerfile", "FROM rust:1\n");

        await Fails("DC3311", new StubBuilder("docker", NoEngine), appOnly: false);
    }

    [Fact]
    public async Task Build_TheDiskRefuses_DC3307()
    {
        Node();
        _folder.Write("cache", "a file where a folder should be");

        await Fails("DC3307", new StubBuilder("docker", Engine));
    }

    [Fact]
    public async Task Build_Unchanged_BuildsNothing()
    {
        Node();
        var docker = new StubBuilder("docker", Engine);

        var first = await Build(docker);
        var second = await Build(docker);

        Assert.Equal((1, first.Digest, true), (docker.Builds, second.Digest, second.FromCache));
    }

    [Fact]
    public async Task Build_CachedImageDamaged_BuildsAgain()
    {
        Node();
        var docker = new StubBuilder("docker", Engine);
        var first = await Build(docker);
        foreach (var blob in Directory.GetFiles(Path.Combine(first.LayoutFolder, "blobs", "sha256")))
            File.WriteAllText(blob, "damaged");

        await Build(docker);

        Assert.Equal(2, docker.Builds);
    }

    [Fact]
    public async Task Build_SourcePortBaseOrCommandChanged_BuildsAgain()
    {
        Node();
        var docker = new StubBuilder("docker", Engine);
        await Build(docker);
        await Build(docker, new ServiceRequirements { Port = 9000 });
        await Build(docker, new ServiceRequirements { Command = ["node", "x.js"] });
        _folder.Write("app/server.js", "2");
        await Build(docker);
        var newBase = new StubBuilder("docker", Engine with { Fingerprint = "base2" });
        await Build(newBase);

        Assert.Equal((4, 1), (docker.Builds, newBase.Builds));
    }

    [Fact]
    public async Task Build_WhatDoesNotGoIntoTheImageChanged_BuildsNothing()
    {
        Node();
        var docker = new StubBuilder("docker", Engine);
        await Build(docker);
        await Build(docker, new ServiceRequirements { Cpu = 1024, Memory = 2048, Environment = new Dictionary<string, string> { ["A"] = "1" } });

        Assert.Equal(1, docker.Builds);
    }

    [Fact]
    public async Task Build_SameImageByManyAtOnce_IsBuiltOnceAndWholeForAll()
    {
        Node();
        var docker = new StubBuilder("docker", Engine);
        var images = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Build(docker))));

        Assert.Equal(1, docker.Builds);
        Assert.Single(images.Select(image => image.Digest).Distinct());
        Assert.Equal(7, images.Count(image => image.FromCache));
    }

    public void Dispose() => _folder.Dispose();

    private static BuilderAvailability BaseMissing() =>
        new(false, "cannot get node:22", Error: ImageErrors.BaseImageMissing("node:22", "no network"));

    private void Node()
    {
        _folder.Write("app/package.json", "{}");
        _folder.Write("app/server.js", "1");
    }

    private Task<Images.Oci.BuiltImage> Build(StubBuilder docker, ServiceRequirements? requirements = null, bool appOnly = true) =>
        new ImageBuilding(new BuilderSelection(docker, _here)).BuildAsync(
            new ImageBuildRequest("web", requirements ?? new ServiceRequirements(), _folder.In("app"), _folder.In("layout")) { AppOnly = appOnly, CacheFolder = _folder.In("cache") },
            null, default);

    private async Task Fails(string code, StubBuilder docker, bool appOnly = true) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<DeployError>(() => Build(docker, appOnly: appOnly))).Code);
}

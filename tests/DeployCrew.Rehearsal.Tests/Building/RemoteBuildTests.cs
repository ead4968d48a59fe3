using DeployCrew.Core.Errors;
using DeployCrew.Images.Building.Remote;
using DeployCrew.Images.Oci;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Building;

/// <summary>Whole builds on the local cloud's machine: the context goes to S3, the script runs, a real engine builds and pushes.</summary>
[Trait("Category", "real")]
public abstract class RemoteBuildTests(string builder) : IAsyncLifetime
{
    private const string Dockerfile = "FROM node:22-bookworm-slim\nCOPY . /app\nCMD [\"node\", \"/app/server.js\"]\n";

    private RemoteWorkshop workshop = null!;

    private int Started => workshop.Cloud.State() is var state && builder == "ec2" ? state.Commands.Count : state.Builds.Count;

    public async Task InitializeAsync() => workshop = await RemoteWorkshop.OpenAsync();

    public async Task DisposeAsync() => await workshop.DisposeAsync();

    [RealFact(RemoteWorkshop.EngineVariable)]
    public async Task Build_OwnDockerfile_IsInTheRegistryAndItsLayersAreNotHere()
    {
        workshop.Write("Dockerfile", Dockerfile);
        workshop.Write("server.js", "");
        var image = await workshop.BuildAsync(builder);

        Assert.Equal((builder, RemoteBuilder.BuildRepository, false), (image.Builder, image.RemoteRepository, image.FromCache));
        var layout = await OciLayout.OpenAsync(image.LayoutFolder, default);
        Assert.Equal(image.Digest, layout.Digest);
        Assert.Equal(["node", "/app/server.js"], layout.Config.Config.Cmd!);
        Assert.False(layout.IsWhole);
        Assert.Contains("Step 2/", workshop.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await workshop.Cloud.Registry.LoginAsync(default)).Password.Reveal(), workshop.Log.Text, StringComparison.Ordinal);
    }

    [RealFact(RemoteWorkshop.EngineVariable)]
    public async Task Build_UnchangedSource_StartsNothing()
    {
        workshop.Write("Dockerfile", Dockerfile);
        workshop.Write("server.js", "");
        var first = await workshop.BuildAsync(builder);
        var second = await workshop.BuildAsync(builder);
        Assert.Equal((first.Digest, true, 1), (second.Digest, second.FromCache, Started));

        workshop.Write("server.js", "changed");
        var third = await workshop.BuildAsync(builder);
        Assert.Equal((false, 2), (third.FromCache, Started));
        Assert.NotEqual(first.Digest, third.Digest);
    }

    // Nothing runs in it, so that the engine needs no emulator for the other processor.
    [RealFact(RemoteWorkshop.EngineVariable)]
    public async Task Build_TwoPlatforms_IsOneIndexWithTheLayersOfBothHere()
    {
        workshop.Write("Dockerfile", "FROM scratch\nCOPY . /app\nCMD [\"/app/server\"]\n");
        workshop.Write("server", "1");
        var image = await workshop.BuildAsync(builder, platforms: ["linux/amd64", "linux/arm64"]);
        var layout = await OciLayout.OpenAsync(image.LayoutFolder, default);
        var login = await workshop.Cloud.Registry.LoginAsync(default);
        var service = await workshop.Cloud.ProvisionAsync(TestRequirements.Web());
        var pushed = await workshop.Registry.PushAsync(image.LayoutFolder, service.RepositoryName, "v1", login, null, default);

        Assert.Null(image.RemoteRepository);
        Assert.Equal((true, true, 2), (layout.IsIndex, layout.IsWhole, Started));
        Assert.Equal(["amd64", "arm64"], layout.Images.Select(one => one.Config.Architecture));
        Assert.Equal(image.Digest, pushed.Digest);
        Assert.True((await workshop.BuildAsync(builder, platforms: ["linux/amd64", "linux/arm64"])).FromCache);
        Assert.Equal(2, Started);
    }

    [RealFact(RemoteWorkshop.EngineVariable)]
    public async Task Build_GeneratedDockerfile_BuildsTheApp()
    {
        workshop.Write("package.json", """{"name":"web","scripts":{"start":"node server.js"}}""");
        workshop.Write("server.js", "require('http').createServer((q, s) => s.end('hello')).listen(process.env.PORT || 8080)");
        var image = await workshop.BuildAsync(builder);
        var service = await workshop.Cloud.ProvisionAsync(TestRequirements.Web());
        var login = await workshop.Cloud.Registry.LoginAsync(default);

        var copied = await workshop.Registry.CopyAsync(image.RemoteRepository!, image.Digest, service.RepositoryName, "v1", login, null, default);
        var again = await workshop.Registry.CopyAsync(image.RemoteRepository!, image.Digest, service.RepositoryName, "v1", login, null, default);

        Assert.Equal((image.Digest, image.Digest, 0), (copied.Digest, again.Digest, (int)again.BytesPushed));
        Assert.Equal(image.Digest, await workshop.Registry.ResolveAsync(service.RepositoryName, "v1", login, default));
        Assert.True((await workshop.Registry.PullAsync($"{service.Repository}@{image.Digest}", workshop.Cloud.NewImageFolder(), login, default)).IsWhole);
    }

    [RealFact(RemoteWorkshop.EngineVariable)]
    public async Task Build_FailingCommand_FailsWithItsLastLinesAndTagsNothing()
    {
        workshop.Write("Dockerfile", "FROM node:22-bookworm-slim\nRUN for n in $(seq 1 40); do echo line $n; done; exit 7\n");
        var error = await Assert.ThrowsAsync<DeployError>(() => workshop.BuildAsync(builder));

        Assert.Equal("DC3330", error.Code);
        Assert.True(error.Details.Count <= 30);
        Assert.Contains(error.Details, line => line.Contains("line 40", StringComparison.Ordinal));
        Assert.Contains(error.Details, line => line.Contains("returned a non-zero code: 7", StringComparison.Ordinal));
        Assert.Empty(workshop.Cloud.State().Repositories[RemoteBuilder.BuildRepository].Images);
    }

    [RealFact(RemoteWorkshop.EngineVariable)]
    public async Task Build_Cancelled_EndsItsProcesses()
    {
        workshop.Write("Dockerfile", "FROM node:22-bookworm-slim\nRUN echo Step asleep; sleep 120\n");
        using var stop = new CancellationTokenSource();
        var build = workshop.BuildAsync(builder, cancellationToken: stop.Token);
        await Task.WhenAny(workshop.Log.Seen, build);
        Assert.NotEmpty(workshop.Processes());
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => build);
        await Eventually.HoldsAsync(() => workshop.Processes().Count == 0, seconds: 10);
    }

    [RealFact(RemoteWorkshop.EngineVariable)]
    public async Task Build_CloudStoppedMeanwhile_LeavesNoProcess()
    {
        workshop.Write("Dockerfile", "FROM node:22-bookworm-slim\nRUN echo Step asleep; sleep 120\n");
        using var stop = new CancellationTokenSource();
        var build = workshop.BuildAsync(builder, cancellationToken: stop.Token);
        await Task.WhenAny(workshop.Log.Seen, build);
        await workshop.Cloud.StopAndStartAsync();

        Assert.Empty(workshop.Processes());
        Assert.Equal("DC3330", (await Assert.ThrowsAsync<DeployError>(() => build)).Code);
    }
}

/// <summary>On EC2, over SSM.</summary>
public sealed class Ec2BuildTests() : RemoteBuildTests("ec2")
{
    [RealFact(RemoteWorkshop.EngineVariable)]
    public async Task Build_TooLong_IsStoppedAndSaysSo()
    {
        await using var workshop = await RemoteWorkshop.OpenAsync();
        workshop.Write("Dockerfile", "FROM node:22-bookworm-slim\nRUN echo asleep; sleep 120\n");
        var error = await Assert.ThrowsAsync<DeployError>(() => workshop.BuildAsync("ec2", TimeSpan.FromSeconds(4)));
        Assert.Equal("DC3331", error.Code);
        Assert.Empty(workshop.Processes());
    }
}

/// <summary>On CodeBuild.</summary>
public sealed class CodeBuildBuildTests() : RemoteBuildTests("codebuild");

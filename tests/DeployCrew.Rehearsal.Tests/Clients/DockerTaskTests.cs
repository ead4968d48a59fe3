using System.Formats.Tar;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Docker;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Clients;

/// <summary>With a Docker Engine, an image that has a base of its own runs as a container.</summary>
[Trait("Category", "real")]
public sealed class DockerTaskTests
{
    private static readonly string Host = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_DOCKER_HOST") ?? "";

    [RealFact("DEPLOYCREW_TEST_DOCKER_HOST")]
    public async Task Deploy_ImageWithABase_RunsItAsAContainerUntilItIsStopped()
    {
        await using var cloud = await TestCloud.StartAsync(Host);
        var service = await cloud.ProvisionAsync(TestRequirements.Web(web => web with { Memory = 512 }));
        var image = await service.PushLayoutAsync(await BuildAsync(cloud));

        var ended = await service.EndOfAsync(await service.DeployAsync(image, rollBack: false));

        Assert.Equal((ServiceDeploymentStatus.Successful, null), (ended.Status, ended.StatusReason));
        Assert.Equal("from a container", (await service.Client.GetStringAsync("/")).Trim());
        var task = Assert.Single(await service.RunningAsync());
        var container = cloud.State().Tasks[task.Id];
        Assert.Equal("docker", container.Runtime);
        await Eventually.GetAsync(
            () => cloud.Logs.TailAsync(service.LogGroup, $"web/web/{task.Id}", 20, default), lines => lines.Any(line => line.Contains("listening", StringComparison.Ordinal)));

        await cloud.KillAsync();
        await cloud.BeginAsync();
        Assert.Equal("from a container", (await service.Client.GetStringAsync("/")).Trim());

        await cloud.Cloud.StopAsync(default);
        using var engine = new DockerEngine(Host);
        Assert.Null(await engine.InspectAsync(container.RuntimeId!, default));
    }

    // The engine's own base image, and a server in it.
    private static async Task<string> BuildAsync(TestCloud cloud)
    {
        const string Server = """
            const server = require('http').createServer((request, response) => response.end('from a container\n'));
            server.listen(process.env.PORT, () => console.log('listening'));
            process.on('SIGTERM', () => process.exit(0));
            """;
        using var engine = new DockerEngine(Host);
        var context = Path.Combine(cloud.Folder, "context");
        Directory.CreateDirectory(context);
        await File.WriteAllTextAsync(Path.Combine(context, "server.js"), Server);
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), "FROM node:22-bookworm-slim\nCOPY server.js /server.js\nCMD [\"node\", \"/server.js\"]\n");
        var id = await engine.BuildAsync(
            new EngineBuild("Dockerfile", null, new Dictionary<string, string>()),
            (stream, token) => TarFile.CreateFromDirectoryAsync(context, stream, includeBaseDirectory: false, token), null, default);
        await using var archive = await engine.SaveAsync(id, default);
        return (await DockerArchive.ToLayoutAsync(archive, cloud.NewImageFolder(), null, default)).Folder;
    }
}

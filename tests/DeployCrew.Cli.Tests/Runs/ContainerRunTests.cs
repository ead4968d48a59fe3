using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>With a Docker Engine, tasks are containers.</summary>
[Trait("Category", "real")]
public sealed class ContainerRunTests(CliHome home) : IClassFixture<CliHome>
{
    [RealTheory("DEPLOYCREW_TEST_DOCKER_HOST")]
    [InlineData("hello-node")]
    [InlineData("hello-static")]
    [InlineData("hello-dotnet")]
    public async Task Run_WithADockerEngine_TheTaskIsAContainer(string sample)
    {
        home.DockerHost = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_DOCKER_HOST");
        var report = await home.JsonAsync(0, "run", home.CopySample(sample, "boxed-" + sample));

        using var client = Endpoint.Trusting(report["caCertificate"]!.ToString());
        Assert.Contains("Hello from", await client.GetStringAsync(report["url"] + "/"), StringComparison.Ordinal);
        var containers = await ContainersAsync();
        Assert.NotEmpty(containers);

        await home.RunAsync("local", "down");
        Assert.Empty(await ContainersAsync());
    }

    private async Task<IReadOnlyList<string>> ContainersAsync()
    {
        using var engine = new Images.Docker.DockerEngine(home.DockerHost!);
        return await engine.ListAsync("io.deploycrew.task", CancellationToken.None);
    }
}

using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Clients;

/// <summary>The docker CLI and its engine against the local registry, logged in with ECR's token.</summary>
[Trait("Category", "real")]
public sealed class DockerPushTests
{
    private static readonly string Host = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_DOCKER_HOST") ?? "";

    [RealFact("DEPLOYCREW_TEST_DOCKER_HOST")]
    public async Task Image_PushedAndPulledByDocker_HasOneDigest()
    {
        await using var cloud = await TestCloud.StartAsync();
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        var login = await cloud.Registry.LoginAsync(default);
        var image = $"{service.Repository}:by-docker";
        var context = Directory.CreateDirectory(Path.Combine(cloud.Folder, "context")).FullName;
        await File.WriteAllTextAsync(Path.Combine(context, "Dockerfile"), "FROM scratch\nCOPY big small /\nCMD [\"/small\"]\n");
        await File.WriteAllBytesAsync(Path.Combine(context, "big"), new byte[20_000_000]);
        await File.WriteAllTextAsync(Path.Combine(context, "small"), Guid.NewGuid().ToString());

        await DockerAsync(cloud, "build", "-q", "-t", image, context);
        Assert.Contains("no basic auth credentials", await FailsAsync(cloud, "push", image), StringComparison.Ordinal);
        await RunAsync(cloud, login.Password.Reveal(), "login", "--username", login.User, "--password-stdin", login.Endpoint.Authority);
        var pushed = DigestIn(await DockerAsync(cloud, "push", image));
        Assert.Contains("Layer already exists", await DockerAsync(cloud, "push", image), StringComparison.Ordinal);
        await DockerAsync(cloud, "rmi", image);
        var pulled = DigestIn(await DockerAsync(cloud, "pull", $"{service.Repository}@{pushed}"));
        await DockerAsync(cloud, "rmi", $"{service.Repository}@{pushed}");

        Assert.Equal(pushed, pulled);
        using var client = new HttpClient { BaseAddress = login.Endpoint };
        client.DefaultRequestHeaders.Authorization = new(
            "Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{login.User}:{login.Password.Reveal()}")));
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/v2/{service.RepositoryName}/manifests/by-docker"));
        Assert.Equal(pushed, head.Headers.GetValues("Docker-Content-Digest").Single());
    }

    private static async Task<string> DockerAsync(TestCloud cloud, params string[] arguments)
    {
        var result = await RunAsync(cloud, null, arguments);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return string.Join('\n', result.Output);
    }

    private static async Task<string> FailsAsync(TestCloud cloud, params string[] arguments)
    {
        var result = await RunAsync(cloud, null, arguments);
        Assert.NotEqual(0, result.ExitCode);
        return string.Join('\n', result.Errors);
    }

    private static async Task<ProcessResult> RunAsync(TestCloud cloud, string? input, params string[] arguments) => await new SystemProcessRunner().RunAsync(
        new ProcessCommand("docker", ["-H", Host, .. arguments])
        {
            StandardInput = input,
            Environment = new Dictionary<string, string?> { ["DOCKER_CONFIG"] = Path.Combine(cloud.Folder, "docker-config") },
        },
        default);

    private static string DigestIn(string output)
    {
        var at = output.IndexOf("sha256:", StringComparison.Ordinal);
        return output.Substring(at, "sha256:".Length + 64);
    }
}

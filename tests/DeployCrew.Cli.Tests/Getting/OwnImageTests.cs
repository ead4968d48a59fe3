using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Getting;

/// <summary>The container image of a release: built by the program itself, pushed to a registry, run from there by a real engine.</summary>
[Trait("Category", "real")]
public sealed class OwnImageTests : IDisposable
{
    private const string Docker = "DEPLOYCREW_TEST_DOCKER_HOST";
    private const string Registry = "DEPLOYCREW_TEST_REGISTRY";
    private const string SingleFile = "DEPLOYCREW_TEST_SINGLE_FILE";

    private readonly TemporaryFolder folder = new();

    [RealFact(Docker, Registry, SingleFile)]
    public async Task Image_BuiltByTheProgramAndRun_RehearsesHelloNodeAsAnOrdinaryUser()
    {
        var name = $"{new Uri(Of(Registry)).Authority}/tests/{Guid.NewGuid():n}:1";
        var built = await RunAsync(Path.Combine(Repository.Root, "packaging", "image"), Of(SingleFile), "--push", name);
        Assert.True(built.ExitCode == 0, string.Join('\n', built.Errors));

        try
        {
            var user = await DockerAsync("run", "--rm", "--entrypoint", "id", name, "-un");
            var run = await DockerAsync("run", "--rm", "-v", $"{Repository.Root}:/work:ro", name, "run", "samples/hello-node");

            Assert.Equal(["node"], user.Output);
            Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
            Assert.Contains(run.Errors, line => line.Contains("9 of 9 checks hold: Verified", StringComparison.Ordinal));
        }
        finally
        {
            await DockerAsync("rmi", "--force", name);
        }
    }

    public void Dispose() => folder.Dispose();

    private static string Of(string variable) => Environment.GetEnvironmentVariable(variable)!;

    private Task<ProcessResult> DockerAsync(params string[] arguments) => RunAsync("docker", ["--host", Of(Docker), .. arguments]);

    private Task<ProcessResult> RunAsync(string program, params string[] arguments) => new SystemProcessRunner().RunAsync(
        new ProcessCommand(program, arguments)
        {
            Environment = new Dictionary<string, string?> { ["DOCKER_HOST"] = Of(Docker), ["DEPLOYCREW_HOME"] = folder.In("home"), ["DOTNET_STARTUP_HOOKS"] = null },
        }, default);
}

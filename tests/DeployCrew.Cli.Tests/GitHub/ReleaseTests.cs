using System.Text.Json.Nodes;
using DeployCrew.Cli.Tests.Runs;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>What a cancelled job's engine leaves behind, in a state bucket on moto.</summary>
[Trait("Category", "real")]
public sealed class ReleaseTests : IAsyncLifetime
{
    private readonly CliHome home = new();
    private MotoServer moto = null!;
    private string project = "";
    private string bucket = "";

    public async Task InitializeAsync()
    {
        moto = await MotoServer.StartAsync();
        project = home.CopySample("hello-node", "released");
        bucket = (string)StateBackendBlueprint.Configuration(RequirementsReader.Load(Path.Combine(project, "requirements.json")).Document).Values["bucketName"];
        var payload = Path.Combine(project, "event.json");
        await File.WriteAllTextAsync(payload, "{}");
        Directory.CreateDirectory(Path.Combine(home.Path, "job"));
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = moto.Address.ToString(),
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["GITHUB_EVENT_NAME"] = "push",
            ["GITHUB_EVENT_PATH"] = payload,
            ["GITHUB_REPOSITORY"] = "acme/shop",
            ["GITHUB_SHA"] = new('b', 40),
            ["GITHUB_RUN_ID"] = "1",
            ["GITHUB_API_URL"] = "http://127.0.0.1:9",
            ["GITHUB_SERVER_URL"] = "http://127.0.0.1:9",
            ["GITHUB_WORKSPACE"] = project,
            ["GITHUB_OUTPUT"] = Path.Combine(home.Path, "output"),
            ["GITHUB_STEP_SUMMARY"] = Path.Combine(home.Path, "summary"),
            ["RUNNER_TEMP"] = Path.Combine(home.Path, "job"),
        })
            home.Variables[name] = value;
        await AwsAsync("s3api", "create-bucket", "--bucket", bucket, "--create-bucket-configuration", "LocationConstraint=eu-west-1");
    }

    public async Task DisposeAsync()
    {
        await home.DisposeAsync();
        await moto.DisposeAsync();
    }

    [RealFact(MotoServer.Variable, "DEPLOYCREW_TEST_AWS_CLI")]
    public async Task Release_LockOfAKilledEngineHere_IsBroken()
    {
        await LockAsync(Environment.MachineName);

        var result = await home.RunAsync("github", "release");

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("Breaking the lock", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("locks/", await AwsAsync("s3api", "list-objects-v2", "--bucket", bucket), StringComparison.Ordinal);
        Assert.Contains("is not locked", (await home.RunAsync("github", "release")).Output, StringComparison.Ordinal);
    }

    [RealFact(MotoServer.Variable, "DEPLOYCREW_TEST_AWS_CLI")]
    public async Task Release_LockOfAnotherMachine_Stays()
    {
        await LockAsync("another-runner");

        var result = await home.RunAsync("github", "release");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DC8012", result.Output, StringComparison.Ordinal);
        Assert.Contains("locks/", await AwsAsync("s3api", "list-objects-v2", "--bucket", bucket), StringComparison.Ordinal);
    }

    [RealFact(MotoServer.Variable, "DEPLOYCREW_TEST_AWS_CLI")]
    public async Task Release_EngineStillLives_IsWaitedFor()
    {
        await LockAsync(Environment.MachineName);
        var work = Path.Combine(home.Path, "home", "stacks", "released");
        Directory.CreateDirectory(work);
        var engine = Path.Combine(work, "pulumi");
        File.Copy("/bin/sleep", engine);
        var living = new SystemProcessRunner().RunAsync(new ProcessCommand(engine, ["4"]) { WorkingDirectory = work }, CancellationToken.None);

        var release = home.RunAsync("github", "release");

        Assert.Same(living, await Task.WhenAny(living, release));
        Assert.Equal(0, (await release).ExitCode);
    }

    private async Task LockAsync(string host)
    {
        var file = Path.Combine(home.Path, "lock.json");
        await File.WriteAllTextAsync(file, new JsonObject { ["pid"] = 4, ["username"] = "runner", ["hostname"] = host, ["timestamp"] = "2026-11-21T10:00:00Z" }.ToJsonString());
        await AwsAsync("s3api", "put-object", "--bucket", bucket, "--key", ".pulumi/locks/organization/released/dev/2b6a.json", "--body", file);
    }

    private async Task<string> AwsAsync(params string[] arguments)
    {
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_AWS_CLI")!, ["--endpoint-url", moto.Address.ToString(), .. arguments])
            {
                Environment = new Dictionary<string, string?> { ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test", ["AWS_REGION"] = "eu-west-1" },
            }, CancellationToken.None);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return string.Join('\n', result.Output);
    }
}

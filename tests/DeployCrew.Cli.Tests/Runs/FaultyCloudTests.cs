using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>Runs on a bad day of the cloud's: they end right, or fail with the cause and can be gone on with; nothing is done twice.</summary>
[Trait("Category", "long")]
public sealed class FaultyCloudTests : IAsyncLifetime
{
    private readonly CliHome home = new();

    public async Task InitializeAsync() => await home.RunAsync("local", "up", "--region", "eu-west-1");

    public Task DisposeAsync() => home.DisposeAsync();

    [Theory]
    [InlineData("throttle", 10)]
    [InlineData("error", 10)]
    [InlineData("unavailable", 10)]
    [InlineData("cut", 10)]
    public async Task Run_SomeCallsFail_EndsVerifiedWithOneDeployment(string kind, int percent)
    {
        await FaultAsync(kind, "--percent", $"{percent}");

        var report = await home.JsonAsync(0, "run", home.CopySample("hello-static", "stubborn"));

        Assert.Equal("verified", report["verdict"]!.ToString());
        Assert.True((int)(await FaultsAsync())[0]!["hits"]! > 0);
        Assert.Equal((2, 2), Made("stubborn"));
    }

    [Theory]
    [InlineData("throttle")]
    [InlineData("error")]
    public async Task Run_HalfOfTheCallsFail_EndsVerifiedOrFailsWithTheCauseAndIsGoneOnWith(string kind)
    {
        await FaultAsync(kind, "--percent", "50");

        var result = await home.RunAsync("run", home.CopySample("hello-static", "patient"));

        if (result.ExitCode != 0)
        {
            Assert.Equal(2, result.ExitCode);
            Assert.Matches("Throttling|Rate exceeded|429|InternalFailure|500", result.Errors);
            await home.RunAsync("local", "fault", "clear");
            await home.JsonAsync(0, "resume", Path.GetFileName(Path.GetDirectoryName(home.Journals()[^1])!));
        }

        Assert.Equal((2, 2), Made("patient"));
    }

    [Theory]
    [InlineData("ecs", "RegisterTaskDefinition")]
    [InlineData("ecs", "UpdateService")]
    [InlineData("ssm", "PutParameter")]
    [InlineData("registry", "PUT manifests")]
    public async Task Run_AnswerIsLost_DoesNothingTwice(string service, string operation)
    {
        await FaultAsync("lost", "--service", service, "--operation", operation, "--times", "1");

        var report = await home.JsonAsync(0, "run", home.CopySample("hello-static", "forgetful"));

        Assert.Equal("verified", report["verdict"]!.ToString());
        Assert.Equal(1, (int)(await FaultsAsync())[0]!["hits"]!);
        Assert.Equal((2, 2), Made("forgetful"));
    }

    [Theory]
    [InlineData("expired", "ExpiredTokenException", "Sign in again")]
    [InlineData("denied", "AccessDeniedException", "Allow 'ssm:")]
    public async Task Run_CredentialsAreNoGood_FailsWithTheCauseAndIsGoneOnWith(string kind, string code, string remedy)
    {
        var project = home.CopySample("hello-static", "locked-out");
        await FaultAsync(kind, "--service", "ssm");

        var failed = await home.RunAsync("run", project);

        Assert.Equal(2, failed.ExitCode);
        Assert.Contains(code, failed.Errors, StringComparison.Ordinal);
        Assert.Contains(remedy, failed.Errors, StringComparison.Ordinal);
        await home.RunAsync("local", "fault", "clear");
        var report = await home.JsonAsync(0, "resume", Path.GetFileName(Path.GetDirectoryName(home.Journals()[^1])!));
        Assert.Equal("verified", report["verdict"]!.ToString());
        Assert.Equal((2, 2), Made("locked-out"));
    }

    [Theory]
    [InlineData("600")]
    [InlineData("-7200")]
    public async Task Run_ClockIsOff_EndsVerified(string seconds)
    {
        await FaultAsync("skew", "--seconds=" + seconds);

        var report = await home.JsonAsync(0, "run", home.CopySample("hello-static", "jetlagged"));

        Assert.Equal("verified", report["verdict"]!.ToString());
    }

    [Fact]
    public async Task Run_AnswerNeverComes_AsksAgainAndEndsVerified()
    {
        await FaultAsync("hang", "--service", "ecs", "--operation", "DescribeServices", "--times", "1", "--seconds", "5");

        var report = await home.JsonAsync(0, "run", home.CopySample("hello-static", "patient"));

        Assert.Equal("verified", report["verdict"]!.ToString());
    }

    private async Task FaultAsync(string kind, params string[] options)
    {
        var result = await home.RunAsync(["local", "fault", "add", kind, .. options]);
        Assert.True(result.ExitCode == 0, result.Errors);
    }

    private async Task<JsonArray> FaultsAsync() => (await home.JsonAsync(0, "local", "fault")).AsArray();

    // The stack makes one task definition and one service deployment, the run another; whatever more there is was done twice.
    private (int TaskDefinitions, int Deployments) Made(string project)
    {
        var state = JsonNode.Parse(File.ReadAllText(Path.Combine(home.Path, "home", "local", "state.json")))!;
        return (state["taskDefinitions"]!.AsObject().Count(one => one.Key.Contains($"/{project}-dev-", StringComparison.Ordinal)),
            state["services"]!.AsObject().Single(one => one.Key.Contains($"/{project}-dev-", StringComparison.Ordinal)).Value!["deployments"]!.AsArray().Count);
    }
}

using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>Runs that are killed, cancelled, or in each other's way.</summary>
[Trait("Category", "long")]
public sealed class InterruptedRunTests(CliHome home) : IClassFixture<CliHome>
{
    [Theory]
    [InlineData("plan")]
    [InlineData("generate")]
    [InlineData("provision")]
    [InlineData("build")]
    [InlineData("push")]
    [InlineData("rollout")]
    [InlineData("verify")]
    public async Task Resume_KilledInAStage_EndsVerifiedAndDoesNothingTwice(string stage)
    {
        var project = home.CopySample("hello-static", $"killed-in-{stage}");
        var journal = await KillAsync(stage, "run", project);

        var report = await home.JsonAsync(0, "resume", Path.GetFileName(Path.GetDirectoryName(journal))!);

        Assert.Equal("verified", report["verdict"]!.ToString());
        Assert.All(report["stages"]!.AsArray(), one => Assert.Equal(1, CliHome.Count(journal, "stage.ended", one!["name"]!.ToString())));
        // The agents went on where they stood: eight tools, four hand-overs, the end.
        Assert.Equal(1, CliHome.Count(journal, "agent.conversation.started"));
        Assert.Equal(13, CliHome.Count(journal, "agent.answered"));
        Assert.Equal(8, CliHome.Count(journal, "agent.tool.called"));
        Assert.Equal(0, (await home.RunAsync("replay", Path.GetFileName(Path.GetDirectoryName(journal))!)).ExitCode);
        // What the cloud itself counted: the stack's deployment of nothing, and one of ours.
        var service = Directory.GetFiles(Path.Combine(home.Path, "home", "local"), "state.json").Select(File.ReadAllText).Select(text => JsonNode.Parse(text)!)
            .SelectMany(state => state["services"]!.AsObject()).Single(one => one.Key.EndsWith($"killed-in-{stage}-dev-web", StringComparison.Ordinal)).Value!;
        Assert.Equal(2, service["deployments"]!.AsArray().Count);
    }

    [Fact]
    public async Task Run_WhileAnotherHasTheLease_IsRefusedWithItsName()
    {
        var project = home.CopySample("hello-dotnet", "leased");
        using var first = home.Start("run", project);
        await CliHome.EventuallyAsync(() => home.Journals().Any(one => one.Contains("leased", StringComparison.Ordinal) && CliHome.Count(one, "stage.started") > 0), "the first run works");

        var second = await home.RunAsync("run", project);

        Assert.Equal(2, second.ExitCode);
        Assert.Contains("DC9005", second.Errors, StringComparison.Ordinal);
        Assert.Contains("leased-dev", second.Errors, StringComparison.Ordinal);
        // Nor is its journal written to by somebody who would go on with it.
        var journal = home.Journals().First(one => one.Contains("leased", StringComparison.Ordinal));
        var resumed = await home.RunAsync("resume", Path.GetFileName(Path.GetDirectoryName(journal))!);
        Assert.Equal(2, resumed.ExitCode);
        Assert.Contains("DC9005", resumed.Errors, StringComparison.Ordinal);
        Assert.Equal(0, CliHome.Count(journal, "run.resumed"));
        await first.WaitForExitAsync();
        Assert.Equal(0, first.ExitCode);
    }

    [Fact]
    public async Task Run_Interrupted_Exits130AndIsResumed()
    {
        var project = home.CopySample("hello-dotnet", "interrupted");
        using var run = home.Start("run", project);
        var journal = "";
        await CliHome.EventuallyAsync(() => (journal = home.Journals().FirstOrDefault(one => one.Contains("interrupted", StringComparison.Ordinal)) ?? "").Length > 0
            && CliHome.Count(journal, "stage.started", "build") > 0, "the build begins");
        await CliHome.SignalAsync(run, "INT");
        await run.WaitForExitAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.Equal(1, CliHome.Count(journal, "run.cancelled"));
        var report = await home.JsonAsync(0, "resume", Path.GetFileName(Path.GetDirectoryName(journal))!);
        Assert.Equal("verified", report["verdict"]!.ToString());
    }

    private async Task<string> KillAsync(string stage, params string[] arguments)
    {
        var before = home.Journals().ToHashSet();
        using var run = home.Start(arguments);
        var journal = "";
        await CliHome.EventuallyAsync(() => (journal = home.Journals().FirstOrDefault(one => !before.Contains(one)) ?? "").Length > 0
            && CliHome.Count(journal, "stage.started", stage) > 0, $"{stage} begins");
        run.Kill();
        await run.WaitForExitAsync();
        return journal;
    }
}

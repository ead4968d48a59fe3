using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>Whole runs that shift traffic, over real tasks behind the local cloud's load balancer. A minute of bake time takes a second.</summary>
[Trait("Category", "long")]
public sealed class ShiftingRunTests(CliHome home) : IClassFixture<CliHome>
{
    [Theory]
    [InlineData("blueGreen", new double[] { 0, 100 })]
    [InlineData("canary", new double[] { 0, 10, 100 })]
    [InlineData("linear", new double[] { 0, 40, 80, 100 })]
    public async Task Run_SecondVersion_TakesOverStepByStepAndNoRequestFails(string strategy, double[] steps)
    {
        var project = await FirstAsync($"shift-{strategy}".ToLowerInvariant(), strategy);
        await using var load = Load(project.Report);

        Change(project.Folder, "two");
        var second = await home.JsonAsync(0, "run", project.Folder);

        Assert.Equal("verified", second["verdict"]!.ToString());
        Assert.Equal(steps, Timeline(second).Select(sample => sample["productionPercent"]!.GetValue<double>()).Distinct());
        Assert.All(await EndAsync(load), answer => Assert.True(answer is "one" or "two", answer));
        Assert.Equal("two", await load.AskAsync());
        Assert.Equal(0, (await home.RunAsync("evidence")).ExitCode);
        Assert.Contains("class=\"traffic\"", await File.ReadAllTextAsync(Beside(second, "timeline.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blueGreen")]
    [InlineData("canary")]
    [InlineData("linear")]
    public async Task Run_SecondVersionIsNeverHealthy_GoesBackWithinAMinuteAndTheFirstServesEveryRequest(string strategy)
    {
        var project = await FirstAsync($"broken-{strategy}".ToLowerInvariant(), strategy);
        await using var load = Load(project.Report);

        CliHome.Edit(project.Folder, requirements => requirements["services"]!["web"]!["command"] = new JsonArray("/no/such/program"));
        var watch = Stopwatch.StartNew();
        var broken = await home.RunAsync("run", project.Folder, "--format", "json");

        Assert.True(broken.ExitCode == 3, broken.Errors);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
        Assert.Contains("DC5002", broken.Errors, StringComparison.Ordinal);
        Assert.Contains("/no/such/program", broken.Errors, StringComparison.Ordinal);
        Assert.Equal("rolledBack", JsonNode.Parse(broken.Output)!["verdict"]!.ToString());
        Assert.All(await EndAsync(load), answer => Assert.Equal("one", answer));
    }

    [Fact]
    public async Task Rollout_WaitsForApproval_GoesOnWhenSomebodySaysSoAndBackWhenSomebodyAborts()
    {
        var project = await FirstAsync("approved", "canary", deploy => deploy["approveTraffic"] = true);
        Change(project.Folder, "two");
        using var run = home.Start("run", project.Folder);
        await WaitingAsync(project.Folder);

        Assert.Equal(0, (await home.RunAsync("rollout", "continue", project.Folder)).ExitCode);
        await EventuallyAsync(async () => (await StatusAsync(project.Folder))["deployment"]!["productionPercent"]!.GetValue<double>() == 10, "the first step is made");
        await WaitingAsync(project.Folder);
        var aborted = await home.JsonAsync(0, "rollout", "abort", project.Folder);
        await run.WaitForExitAsync();

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("rollbackSuccessful", aborted[0]!["deployment"]!["status"]!.ToString());
        using var client = Endpoint.Trusting(Authority(project.Report));
        Assert.Equal("one", await client.GetStringAsync(Url(project.Report)));
    }

    [Fact]
    public async Task Rollout_PausedAndTheRunKilled_HoldsUntilItIsResumedAndContinued()
    {
        var project = await FirstAsync("paused", "blueGreen", deploy => deploy["approveTraffic"] = true);
        Change(project.Folder, "two");
        var journal = "";
        using (var run = home.Start("run", project.Folder))
        {
            await WaitingAsync(project.Folder);
            journal = home.Journals()[^1];
            await CliHome.SignalAsync(run, "KILL");
            await run.WaitForExitAsync();
        }

        Assert.Equal(0, (await home.RunAsync("rollout", "pause", project.Folder)).ExitCode);
        Assert.True((await StatusAsync(project.Folder))["held"]!.GetValue<bool>());
        using var resumed = home.Start("resume", Path.GetFileName(Path.GetDirectoryName(journal))!);
        await CliHome.EventuallyAsync(() => CliHome.Count(journal, "run.resumed") == 1 && CliHome.Count(journal, "stage.started", "rollout") == 2, "it watches again");
        Assert.Equal(0, (await home.RunAsync("rollout", "continue", project.Folder)).ExitCode);
        await resumed.WaitForExitAsync();

        Assert.Equal(0, resumed.ExitCode);
        using var client = Endpoint.Trusting(Authority(project.Report));
        Assert.Equal("two", await client.GetStringAsync(Url(project.Report)));
    }

    [Fact]
    public async Task Rollback_AfterASecondVersion_BringsTheFirstBackAndVerifiesIt()
    {
        var project = await FirstAsync("way-back", "canary");
        Change(project.Folder, "two");
        await home.JsonAsync(0, "run", project.Folder);

        var back = await home.JsonAsync(0, "rollback", project.Folder);

        Assert.Equal("verified", back["verdict"]!.ToString());
        Assert.Equal(project.Report["imageDigest"]!.ToString(), back["imageDigest"]!.ToString());
        using var client = Endpoint.Trusting(Authority(project.Report));
        Assert.Equal("one", await client.GetStringAsync(Url(project.Report)));
        Assert.Equal("unchanged", (await home.JsonAsync(0, "rollback", project.Folder, "--to", back["imageDigest"]!.ToString()))["verdict"]!.ToString());
        var nowhere = await home.RunAsync("rollback", project.Folder, "--to", "way-back-dev-web:99");
        Assert.Contains("DC5014", nowhere.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FromRollingToCanaryAndBack_ChangesTheStrategyInPlace()
    {
        var project = await FirstAsync("changes-mind", "rolling");
        await using var load = Load(project.Report);

        Change(project.Folder, "two");
        CliHome.Edit(project.Folder, requirements => requirements["deploy"]!["strategy"] = "canary");
        var canary = await home.JsonAsync(0, "run", project.Folder);
        if ((await StatusAsync(project.Folder))["weights"]!.AsObject().Single(share => share.Value!.GetValue<double>() == 100).Key is { } live && !live.Contains("-g/", StringComparison.Ordinal))
            Assert.Equal(0, (await home.RunAsync("rollout", "swap", project.Folder)).ExitCode);
        Change(project.Folder, "three");
        CliHome.Edit(project.Folder, requirements => requirements["deploy"]!["strategy"] = "rolling");
        var refused = await home.RunAsync("run", project.Folder);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("DC5016", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await home.RunAsync("rollout", "swap", project.Folder)).ExitCode);
        var rolling = await home.JsonAsync(0, "run", project.Folder);

        Assert.Contains(Timeline(canary), sample => sample["productionPercent"]?.GetValue<double>() == 10);
        Assert.Equal("verified", rolling["verdict"]!.ToString());
        Assert.All(await EndAsync(load), answer => Assert.True(answer is "one" or "two" or "three", answer));
        Assert.Equal("three", await load.AskAsync());
    }

    private async Task<(string Folder, JsonNode Report)> FirstAsync(string name, string strategy, Action<JsonNode>? deploy = null)
    {
        var project = home.CopySample("hello-static", name);
        Change(project, "one");
        CliHome.Edit(project, requirements =>
        {
            requirements["deploy"] = new JsonObject
            {
                ["strategy"] = strategy,
                ["bakeMinutes"] = 1,
                ["canaryPercent"] = 10,
                ["canaryBakeMinutes"] = 1,
                ["stepPercent"] = 40,
                ["stepBakeMinutes"] = 1,
                ["waitMinutes"] = 60,
            };
            deploy?.Invoke(requirements["deploy"]!);
        });
        Assert.Equal(0, (await home.RunAsync("local", "up")).ExitCode);
        Assert.Equal(0, (await home.RunAsync("local", "time-scale", "60")).ExitCode);
        return (project, await home.JsonAsync(0, "run", project));
    }

    private static void Change(string project, string content) => File.WriteAllText(Path.Combine(project, "app", "index.html"), content);

    private async Task<JsonNode> StatusAsync(string project) => (await home.JsonAsync(0, "rollout", "status", project))[0]!;

    private Task WaitingAsync(string project) => EventuallyAsync(
        async () => (await StatusAsync(project))["deployment"]?["waiting"] is not null, "the rollout waits");

    private static async Task EventuallyAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = Stopwatch.StartNew();
        while (!await condition())
            Assert.True(deadline.Elapsed < TimeSpan.FromMinutes(1), $"not within a minute: {what}");
    }

    private static IEnumerable<JsonNode> Timeline(JsonNode report) =>
        JsonNode.Parse(File.ReadAllText(report["evidence"]!.ToString()))!["timeline"]!.AsArray().Select(sample => sample!);

    private static string Beside(JsonNode report, string file) => Path.Combine(Path.GetDirectoryName(report["evidence"]!.ToString())!, file);

    private static string Url(JsonNode report) => report["url"]! + "/";

    private static string Authority(JsonNode report) => report["caCertificate"]!.ToString();

    private static SteadyLoad<string> Load(JsonNode report)
    {
        var url = Url(report);
        return new SteadyLoad<string>(Authority(report), client => client.GetStringAsync(url));
    }

    private static async Task<IReadOnlyCollection<string>> EndAsync(SteadyLoad<string> load)
    {
        var answers = await load.EndAsync();
        Assert.True(answers.Count > 50, $"only {answers.Count} requests");
        return answers;
    }
}

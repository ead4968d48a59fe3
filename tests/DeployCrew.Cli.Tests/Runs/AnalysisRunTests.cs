using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>
/// Whole runs whose new version is analysed while traffic is shifted to it, over real tasks behind the local cloud's load balancer. The app answers
/// as its arguments say: NAME, percent of requests that fail, milliseconds that each takes. A minute of bake time takes a second.
/// </summary>
[Trait("Category", "long")]
public sealed class AnalysisRunTests(CliHome home) : IClassFixture<CliHome>
{
    private const string App = """
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://{Environment.GetEnvironmentVariable("HOST") ?? "0.0.0.0"}:{Environment.GetEnvironmentVariable("PORT") ?? "8080"}");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var (name, failing, delay, count) = (args[0], int.Parse(args[1]), int.Parse(args[2]), 0);
        app.MapGet("/", async () =>
        {
            await Task.Delay(delay);
            return Interlocked.Increment(ref count) % 10 < failing / 10 ? Results.StatusCode(503) : Results.Text(name);
        });
        app.MapGet("/name", () => name);
        app.MapGet("/health", () => "ok");
        app.Run();
        """;

    [Fact]
    public async Task Run_SecondVersionFailsAThirdOfItsRequests_IsRolledBackAndTheFirstServes()
    {
        var project = await FirstAsync("erring", new JsonObject { ["seconds"] = 2 });
        await using var load = Load(project.Report);

        var run = await SecondAsync(project.Folder, "two", failing: 30, delay: 0);

        Assert.True(run.ExitCode == 3, run.Errors);
        Assert.Contains("DC5020", run.Errors, StringComparison.Ordinal);
        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal("rolledBack", report["verdict"]!.ToString());
        var last = report["analysis"]!.AsArray()[^1]!;
        Assert.Equal("fail", last["outcome"]!.ToString());
        Assert.InRange(last["errorPercent"]!.GetValue<double>(), 10, 50);
        Assert.True(last["requests"]!.GetValue<long>() >= 20, last.ToJsonString());
        Assert.Contains("class=\"errors\"", await File.ReadAllTextAsync(Beside(report, "timeline.svg")), StringComparison.Ordinal);
        Assert.Contains("## Analysis", await File.ReadAllTextAsync(Beside(report, "report.md")), StringComparison.Ordinal);
        Assert.True((await load.EndAsync()).Count(status => status == 200) > 50);
        await OneServesAsync(project.Report);
    }

    [Fact]
    public async Task Run_SecondVersionIsSlow_IsRolledBackAndTheFirstServes()
    {
        var project = await FirstAsync("slow", new JsonObject { ["seconds"] = 2, ["minimumRequests"] = 5, ["p99Milliseconds"] = 200 });
        await using var load = Load(project.Report);

        var run = await SecondAsync(project.Folder, "two", failing: 0, delay: 400);

        Assert.True(run.ExitCode == 3, run.Errors);
        Assert.Contains("DC5020", run.Errors, StringComparison.Ordinal);
        Assert.True(JsonNode.Parse(run.Output)!["analysis"]!.AsArray()[^1]!["p99Milliseconds"]!.GetValue<double>() is > 380 and < 1000, run.Output);
        Assert.Equal([200], (await load.EndAsync()).Distinct());
        await OneServesAsync(project.Report);
    }

    [Fact]
    public async Task Run_SecondVersionIsGood_PassesEveryStepAndTakesOver()
    {
        var project = await FirstAsync("good", new JsonObject
        {
            ["seconds"] = 2,
            ["p50Milliseconds"] = 1000,
            ["checks"] = new JsonArray(new JsonObject { ["path"] = "/name", ["status"] = "200", ["contains"] = "two" }),
            ["smoke"] = "smoke.sh",
        });
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "app", "smoke.sh"), "echo smoke at $DEPLOYCREW_TEST_URL; grep -q BEGIN \"$DEPLOYCREW_CA_FILE\"");
        await using var load = Load(project.Report);

        var run = await SecondAsync(project.Folder, "two", failing: 0, delay: 0);

        Assert.True(run.ExitCode == 0, run.Errors);
        var samples = JsonNode.Parse(run.Output)!["analysis"]!.AsArray();
        Assert.Equal([0.0, 50.0], samples.Where(sample => sample!["outcome"]!.ToString() == "pass" && sample["checks"]!.AsArray().Count == 2)
            .Select(sample => sample!["productionPercent"]!.GetValue<double>()).Distinct().Order());
        Assert.DoesNotContain(samples, sample => sample!["outcome"]!.ToString() == "fail");
        Assert.Equal([200], (await load.EndAsync()).Distinct());
        using var client = Endpoint.Trusting(Authority(project.Report));
        Assert.Equal("two", await client.GetStringAsync(Url(project.Report)));
    }

    [Fact]
    public async Task Run_WithoutTraffic_IsInconclusiveUnlessSomebodySaysGoOn()
    {
        var project = await FirstAsync("quiet", new JsonObject { ["seconds"] = 1 });

        var run = await SecondAsync(project.Folder, "two", failing: 0, delay: 0);

        Assert.True(run.ExitCode == 3, run.Errors);
        Assert.Contains("DC5021", run.Errors, StringComparison.Ordinal);
        Assert.Contains("0 of 20 requests", run.Errors, StringComparison.Ordinal);
        Assert.Equal("inconclusive", JsonNode.Parse(run.Output)!["verdict"]!.ToString());
        await OneServesAsync(project.Report);

        CliHome.Edit(project.Folder, requirements => requirements["deploy"]!["waitMinutes"] = 60);
        Command(project.Folder, "three", 0, 0);
        using var waiting = home.Start("run", project.Folder);
        var watch = Stopwatch.StartNew();
        while ((await home.JsonAsync(0, "rollout", "status", project.Folder))[0]!["deployment"] is not { } deployment
            || deployment["waiting"] is null || deployment["productionPercent"]!.GetValue<double>() != 50)
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "it waits for requests");
        Assert.Equal(0, (await home.RunAsync("rollout", "continue", project.Folder)).ExitCode);
        await waiting.WaitForExitAsync();
        Assert.Equal(0, waiting.ExitCode);
    }

    [Fact]
    public async Task Run_SmokeScriptFails_IsRolledBackBeforeAnyOfProductionsTraffic()
    {
        var project = await FirstAsync("smoked", new JsonObject { ["seconds"] = 1, ["smoke"] = "smoke.sh" });
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "app", "smoke.sh"), "echo the flux capacitor is missing; exit 4");

        var run = await SecondAsync(project.Folder, "two", failing: 0, delay: 0);

        Assert.True(run.ExitCode == 3, run.Errors);
        Assert.Contains("DC5020", run.Errors, StringComparison.Ordinal);
        Assert.Contains("smoke.sh: exit code 4", run.Errors, StringComparison.Ordinal);
        Assert.Contains("the flux capacitor is missing", run.Errors, StringComparison.Ordinal);
        var evidence = JsonNode.Parse(await File.ReadAllTextAsync(JsonNode.Parse(run.Output)!["evidence"]!.ToString()))!;
        Assert.All(evidence["timeline"]!.AsArray(), sample => Assert.Equal(0, sample!["productionPercent"]?.GetValue<double>() ?? 0));
        await OneServesAsync(project.Report);
    }

    private async Task<(string Folder, JsonNode Report)> FirstAsync(string name, JsonObject analysis)
    {
        var project = home.CopySample("hello-dotnet", name);
        await File.WriteAllTextAsync(Path.Combine(project, "app", "Program.cs"), App);
        Command(project, "one", 0, 0);
        CliHome.Edit(project, requirements => requirements["deploy"] = new JsonObject
        {
            ["strategy"] = "canary",
            ["bakeMinutes"] = 1,
            ["canaryPercent"] = 50,
            ["canaryBakeMinutes"] = 1,
            ["waitMinutes"] = 10,
            ["analysis"] = analysis,
        });
        Assert.Equal(0, (await home.RunAsync("local", "up")).ExitCode);
        Assert.Equal(0, (await home.RunAsync("local", "time-scale", "60")).ExitCode);
        return (project, await home.JsonAsync(0, "run", project));
    }

    private Task<CliResult> SecondAsync(string project, string name, int failing, int delay)
    {
        Command(project, name, failing, delay);
        return home.RunAsync("run", project, "--format", "json");
    }

    private static void Command(string project, string name, int failing, int delay) => CliHome.Edit(project, requirements =>
        requirements["services"]!["web"]!["command"] = new JsonArray("dotnet", "HelloDotnet.dll", name, $"{failing}", $"{delay}"));

    private static async Task OneServesAsync(JsonNode report)
    {
        using var client = Endpoint.Trusting(Authority(report));
        Assert.Equal("one", await client.GetStringAsync(Url(report)));
    }

    private static string Beside(JsonNode report, string file) => Path.Combine(Path.GetDirectoryName(report["evidence"]!.ToString())!, file);

    private static string Url(JsonNode report) => report["url"]! + "/";

    private static string Authority(JsonNode report) => report["caCertificate"]!.ToString();

    // The statuses of the answers, whatever they are.
    private static SteadyLoad<int> Load(JsonNode report)
    {
        var url = Url(report);
        return new SteadyLoad<int>(Authority(report), async client =>
        {
            using var answer = await client.GetAsync(url);
            return (int)answer.StatusCode;
        });
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Testing.Models;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>Runs whose agents a model plays: a good one does what the rules do, and whatever else it does ends in the right result or the right error.</summary>
public sealed class ModelRunTests(CliHome home) : IClassFixture<CliHome>
{
    [Fact]
    [Trait("Category", "long")]
    public async Task Run_WithAGoodModel_GivesTheStackImageAndVerdictOfTheRules()
    {
        await using var model = await ScriptedModel.StartAsync((request, _) => DiligentModel.Play(request, "dev"));
        var byRules = await home.JsonAsync(0, "run", home.CopySample("hello-static", "played"));
        var other = new CliHome();
        try
        {
            var byModel = await other.JsonAsync(0, "run", other.CopySample("hello-static", "played"), "--models", Settings(other, model));

            Assert.Equal((byRules["verdict"]!.ToString(), byRules["imageDigest"]!.ToString()), (byModel["verdict"]!.ToString(), byModel["imageDigest"]!.ToString()));
            Assert.Equal(Files(byRules), Files(byModel));
            Assert.Equal(Stages(byRules), Stages(byModel));
            Assert.Equal(13, (int)byModel["models"]!["answers"]!);
            Assert.True((decimal)byModel["models"]!["dollars"]! > 0);
            Assert.Null(byRules["models"]);

            var replayed = await other.JsonAsync(0, "replay", byModel["runId"]!.ToString());
            Assert.Equal(13, model.Requests.Count);
            Assert.Contains("tiny", replayed.ToJsonString(), StringComparison.Ordinal);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Slips))]
    [Trait("Category", "long")]
    public async Task Run_ModelSlipsOnce_IsPutRightAndVerified(string name, Turn slip)
    {
        await using var model = await ScriptedModel.StartAsync((request, index) => index == 2 ? slip : DiligentModel.Play(request, "dev"));
        var report = await home.JsonAsync(0, "run", home.CopySample("hello-static", "slip-" + name), "--models", Settings(home, model));
        Assert.Equal("verified", report["verdict"]!.ToString());
        Assert.Equal(14, (int)report["models"]!["answers"]!);
    }

    public static TheoryData<string, Turn> Slips => new()
    {
        { "json", new Turn.Calls(("run_plan", "{\"environment\": ")) },
        { "tool", new Turn.Calls(("shell_exec", "{\"command\": \"id\"}")) },
        { "arguments", new Turn.Calls(("run_plan", "{\"environment\": \"prod\", \"force\": true}")) },
        { "handoff", new Turn.Calls(("transfer_to_deploy", "{\"reason\": \"quicker\"}")) },
        { "words", new Turn.Says("I would now make the plan.") },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Run_ModelFails_EndsInItsErrorWithNothingDone(string name, Turn turn, string code)
    {
        await using var model = await ScriptedModel.StartAsync(turn);
        var report = await home.JsonAsync(2, "run", home.CopySample("hello-static", "fails-" + name), "--models", Settings(home, model, timeout: turn is Turn.Hangs ? 2 : 60));
        Assert.Equal(code, report["error"]!["code"]!.ToString());
        Assert.Equal("failed", report["verdict"]!.ToString());
        Assert.DoesNotContain(Stages(report), stage => stage is "build done" or "provision done" or "push done");
    }

    public static TheoryData<string, Turn, string> Failures => new()
    {
        { "json", new Turn.Calls(("requirements_read", "{\"environment\": ")), "DC2003" },
        { "tool", new Turn.Calls(("shell_exec", "{}")), "DC2002" },
        { "handoff", new Turn.Calls(("transfer_to_deploy", "{\"reason\": \"quicker\"}")), "DC2004" },
        { "words", new Turn.Says("All done: the app is live."), "DC2006" },
        { "loop", new Turn.Calls(("requirements_read", "{\"environment\": \"dev\"}")), "DC2005" },
        { "refuses", new Turn.Refuses("I cannot help with that."), "DC2030" },
        { "key", new Turn.Fails(401, "Incorrect API key provided"), "DC2025" },
        { "down", new Turn.Fails(500, "oh"), "DC2026" },
        { "limit", new Turn.Fails(429, "slow down", "3600"), "DC2026" },
        { "broken", new Turn.StopsShort(), "DC2026" },
        { "hangs", new Turn.Hangs(), "DC2027" },
        { "endless", new Turn.NeverEnds(), "DC2032" },
    };

    [Fact]
    [Trait("Category", "long")]
    public async Task Run_EndpointGoesDownAndComesBack_GoesOnMidConversation()
    {
        var isUp = false;
        await using var model = await ScriptedModel.StartAsync((request, index) => index >= 6 && !isUp ? new Turn.Fails(503, "away") : DiligentModel.Play(request, "dev"));
        var project = home.CopySample("hello-static", "back");
        var stopped = await home.JsonAsync(2, "run", project, "--models", Settings(home, model));
        Assert.Equal("DC2026", stopped["error"]!["code"]!.ToString());
        var before = model.Requests.Count;
        isUp = true;
        var resumed = await home.JsonAsync(0, "resume", stopped["runId"]!.ToString());
        Assert.Equal("verified", resumed["verdict"]!.ToString());
        Assert.Equal(13 - 6, model.Requests.Count - before);
    }

    [Fact]
    public async Task Run_BudgetTooSmall_StopsWithinIt()
    {
        await using var model = await ScriptedModel.StartAsync((request, _) => DiligentModel.Play(request, "dev"));
        var settings = Settings(home, model, """, "budget": { "tokens": 1000 }""");
        var report = await home.JsonAsync(2, "run", home.CopySample("hello-static", "poor"), "--models", settings);
        Assert.Equal("DC2028", report["error"]!["code"]!.ToString());
        Assert.True((long)report["models"]!["inputTokens"]! + (long)report["models"]!["outputTokens"]! <= 1000);
    }

    private static string Settings(CliHome home, ScriptedModel model, string more = "", int timeout = 60)
    {
        var file = Path.Combine(home.Path, $"models-{Guid.NewGuid():N}.json");
        File.WriteAllText(file, $$"""
            {
              "endpoint": "{{model.Endpoint}}", "attempts": 2, "timeoutSeconds": {{timeout}}{{more}},
              "small": { "model": "tiny", "inputPerMillion": 0.25, "outputPerMillion": 2 }, "large": { "model": "big", "inputPerMillion": 1.25, "outputPerMillion": 10 }
            }
            """);
        return file;
    }

    private static IReadOnlyList<string> Stages(JsonNode report) => [.. report["stages"]!.AsArray().Select(stage => $"{stage!["name"]} {stage["status"]}")];

    // The whole bundle, stack and images' documents and all, but for what says when.
    private static IReadOnlyList<string> Files(JsonNode report)
    {
        var bundle = report["bundle"]!.ToString();
        return [.. Directory.GetFiles(bundle, "*", SearchOption.AllDirectories).Where(file => !file.Contains("supply-chain", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(bundle, file)} {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")];
    }
}

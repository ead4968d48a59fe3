using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>Looking apart from any run: what is live, and whether a new version could go out.</summary>
[Trait("Category", "long")]
public sealed class VerifyTests(CliHome home) : IClassFixture<CliHome>
{
    [Fact]
    public async Task Verify_NothingDeployedYet_SaysSo()
    {
        var result = await home.RunAsync("verify", home.CopySample("hello-static", "never"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("DC5005", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_Deployed_HoldsAndPreflightToo()
    {
        var project = Shifting("looked-at");
        await home.JsonAsync(0, "run", project);

        var evidence = await home.JsonAsync(0, "verify", project);
        var preflight = await home.JsonAsync(0, "verify", project, "--preflight");

        Assert.Equal("verified", evidence["verdict"]!.ToString());
        Assert.Equal(["ok web: image", "ok web: secrets", "skip web: roles", "ok web: weights", "ok web: deployments", "skip web: addresses"],
            preflight.AsArray().Take(6).Select(one => $"{one!["status"]} {one["check"]}"));
    }

    [Fact]
    public async Task Preflight_ImageGoneAndTrafficDivided_FailsAndSaysWhy()
    {
        var project = Shifting("not-ready");
        await home.JsonAsync(0, "run", project);
        await World.ChangeAsync(home, state =>
        {
            foreach (var rule in Rules(state, "not-ready"))
                foreach (var group in rule["weights"]!.AsObject().Select(share => share.Key).ToArray())
                    rule["weights"]![group] = 50;
            state["repositories"]!["not-ready-dev/web"]!["images"] = new JsonObject();
        });

        var preflight = await home.JsonAsync(2, "verify", project, "--preflight");

        Assert.Equal(["web: image", "web: weights"], preflight.AsArray().Where(one => one!["status"]!.ToString() == "fail").Select(one => one!["check"]!.ToString()));
        Assert.Contains("production 50/50", preflight.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(3, (await home.RunAsync("verify", project)).ExitCode);
    }

    private static IEnumerable<JsonNode> Rules(JsonObject state, string project) => state["loadBalancers"]!.AsObject()
        .Where(one => one.Key.Contains($"/{project}-dev/", StringComparison.Ordinal)).SelectMany(one => one.Value!["listeners"]!.AsArray())
        .SelectMany(listener => listener!["rules"]!.AsArray()).Select(rule => rule!);

    private string Shifting(string name)
    {
        var project = home.CopySample("hello-static", name);
        CliHome.Edit(project, requirements => requirements["deploy"] = new JsonObject { ["strategy"] = "blueGreen", ["bakeMinutes"] = 0 });
        return project;
    }
}

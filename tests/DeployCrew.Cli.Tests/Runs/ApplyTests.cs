using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>What was approved is what runs; anything else is refused, and the world stays as it was.</summary>
[Trait("Category", "long")]
public sealed class ApplyTests(CliHome home) : IClassFixture<CliHome>
{
    [Fact]
    public async Task Apply_UnchangedPlan_RunsItOnce()
    {
        var project = home.CopySample("hello-static", "apply-once");
        var hash = await PlanAsync(project);
        Assert.Equal(hash, await PlanAsync(project)); // the same plan, the same hash

        var applied = await home.JsonAsync(0, "apply", hash[..12]);
        Assert.Equal("verified", applied["verdict"]!.ToString());

        var before = World.Of(home);
        var again = await home.RunAsync("apply", hash);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("DC4064", again.Errors, StringComparison.Ordinal);
        Assert.Contains("no longer: create aws:ecs/service:Service web-service", again.Errors, StringComparison.Ordinal);
        Assert.Equal(before, World.Of(home));
    }

    [Fact]
    public async Task Apply_RequirementsChangedSincePlan_IsRefused()
    {
        var project = home.CopySample("hello-static", "apply-requirements");
        var hash = await PlanAsync(project);
        Edit(project, requirements => requirements["services"]!["web"]!["memory"] = 1024);
        await RefusedAsync("DC4064", "requirements: approved", hash);
    }

    [Fact]
    public async Task Apply_AppChangedSincePlan_IsRefused()
    {
        var project = home.CopySample("hello-static", "apply-source");
        var hash = await PlanAsync(project);
        await File.AppendAllTextAsync(Directory.GetFiles(Path.Combine(project, "app"), "*.html", SearchOption.AllDirectories)[0], "<!-- changed -->");
        var errors = await RefusedAsync("DC4064", "images: approved", hash);
        Assert.Contains("bundle: approved", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_WorldChangedSincePlan_IsRefused()
    {
        var project = home.CopySample("hello-static", "apply-world");
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
        Edit(project, requirements => requirements["services"]!["web"]!["health"] = new JsonObject { ["intervalSeconds"] = 10 });
        var hash = await PlanAsync(project);
        // Somebody else applies the same in the meantime: nothing is left to do of what was approved.
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
        await RefusedAsync("DC4064", "preview: approved", hash);
    }

    [Fact]
    public async Task Apply_EnvironmentWantsApproval_RunsOnlyAfterIt()
    {
        var project = home.CopySample("hello-static", "apply-approved");
        Edit(project, requirements => requirements["environments"]!["dev"]!["approval"] = "required");
        var untouched = await home.RunAsync("run", project);
        Assert.Contains("DC4068", untouched.Errors, StringComparison.Ordinal);
        var hash = await PlanAsync(project);
        await RefusedAsync("DC4068", "not approved", hash);

        var approved = await home.JsonAsync(0, "approve", hash);
        Assert.Equal(Environment.UserName, approved["approval"]!["by"]!.ToString());
        Assert.Equal("verified", (await home.JsonAsync(0, "apply", hash))["verdict"]!.ToString());

        // Nor can whoever writes the requirements let himself in.
        Edit(project, requirements => requirements["environments"]!["dev"]!["approval"] = "none");
        Edit(project, requirements => requirements["services"]!["web"]!["memory"] = 1024);
        var before = World.Of(home);
        var edited = await home.RunAsync("run", project);
        Assert.Equal(2, edited.ExitCode);
        Assert.Contains("DC4068", edited.Errors, StringComparison.Ordinal);
        Assert.Equal(before, World.Of(home));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("approval")]
    public async Task Apply_Expired_IsRefused(string what)
    {
        var project = home.CopySample("hello-static", "late-" + what);
        var hash = await PlanAsync(project);
        await home.RunAsync("approve", hash);
        var file = Path.Combine(home.Path, "home", "plans", hash + ".json");
        var plan = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        if (what == "approval")
            plan["approval"]!["expiresAt"] = "2026-01-01T00:00:00+00:00";
        else
            plan["expiresAt"] = "2026-01-01T00:00:00+00:00";
        await File.WriteAllTextAsync(file, plan.ToJsonString());
        await RefusedAsync("DC4065", "expired", hash);
    }

    [Fact]
    public async Task Apply_PlanFileEditedByHand_IsRefused()
    {
        var project = home.CopySample("hello-static", "apply-edited");
        var file = Path.Combine(project, "plan.json");
        Assert.Equal(0, (await home.RunAsync("plan", project, "--out", file)).ExitCode);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"rolling\"", "\"canary\"", StringComparison.Ordinal));
        await RefusedAsync("DC4067", "changed after it was made", file);
        await RefusedAsync("DC4066", "no plan", "0123456789abcdef");
    }

    private async Task<string> PlanAsync(string project) => (await home.JsonAsync(0, "plan", project, "--env", "dev"))["record"]!["hash"]!.ToString();

    private async Task<string> RefusedAsync(string code, string words, string plan)
    {
        var before = World.Of(home);
        var result = await home.RunAsync("apply", plan);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(code, result.Errors, StringComparison.Ordinal);
        Assert.Contains(words, result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, World.Of(home));
        return result.Errors;
    }

    private static void Edit(string project, Action<JsonNode> change) => CliHome.Edit(project, change);
}

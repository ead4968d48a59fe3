using System.Text.Json.Nodes;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>What a run refuses although nobody asked it to: losing data, building beside what is there, doing more than was asked.</summary>
[Trait("Category", "long")]
public sealed class GuardTests(CliHome home) : IClassFixture<CliHome>
{
    [Fact]
    public async Task Run_WouldDeleteABucket_IsRefusedUntilItIsNamed()
    {
        var project = home.CopySample("hello-static", "guard-bucket");
        CliHome.Edit(project, requirements => requirements["resources"] = new JsonObject { ["files"] = new JsonObject { ["type"] = "bucket" } });
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
        CliHome.Edit(project, requirements => requirements.AsObject().Remove("resources"));

        var refused = await RefusedAsync("DC4061", project);
        Assert.Contains("--accept-loss files-bucket", refused, StringComparison.Ordinal);
        var plan = await home.JsonAsync(2, "plan", project, "--env", "dev");
        Assert.Equal("DC4061", plan["refusals"]![0]!["code"]!.ToString());

        Assert.Equal(0, (await home.RunAsync("run", project, "--accept-loss", "files-bucket")).ExitCode);
    }

    [Fact]
    public async Task Run_StateLostWhileResourcesExist_IsRefused()
    {
        var project = home.CopySample("hello-static", "guard-orphans");
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
        await World.ChangeAsync(home, state => state["stacks"]!.AsObject().Remove("guard-orphans/dev"));
        var errors = await RefusedAsync("DC4062", project);
        Assert.Contains("guard-orphans-dev", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ReplacementThatNoChangeExplains_IsRefusedUntilItIsAccepted()
    {
        var project = home.CopySample("hello-static", "guard-unexplained");
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
        // As an engine sees it whose provider, or whose version of the blueprints, thinks otherwise about a subnet.
        await World.ChangeAsync(home, state => state["stacks"]!["guard-unexplained/dev"]!["resources"]!["public-1"]!["inputs"]!["cidrBlock"] = "10.99.0.0/24");
        var errors = await RefusedAsync("DC4063", project);
        Assert.Contains("replace aws:ec2/subnet:Subnet public-1 (cidrBlock!)", errors, StringComparison.Ordinal);
        Assert.Equal(0, (await home.RunAsync("run", project, "--accept-unexplained")).ExitCode);
    }

    [Fact]
    public async Task Run_ReplacementThatTheRequirementsExplain_GoesAhead()
    {
        var project = home.CopySample("hello-static", "guard-explained");
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
        CliHome.Edit(project, requirements => requirements["environments"]!["dev"]!["cidr"] = "10.77.0.0/16");
        var plan = await home.JsonAsync(0, "plan", project, "--env", "dev");
        Assert.Contains(plan["changes"]!.AsArray(), change => change!["kind"]!.ToString() == "replace" && change["name"]!.ToString() == "vpc");
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
    }

    [Fact]
    public async Task Run_FindingAtTheGate_IsRefused()
    {
        var project = home.CopySample("hello-static", "guard-policy");
        CliHome.Edit(project, requirements => requirements["policy"] = new JsonObject { ["failOn"] = "low" });
        await RefusedAsync("DC4082", project);
        Assert.Equal(2, (await home.RunAsync("review", project)).ExitCode);
        Assert.Equal(0, (await home.RunAsync("review", project, "--fail-on", "high")).ExitCode);
    }

    [Fact]
    public async Task Run_OverBudget_IsRefusedAndThePlanSaysWhatCostsWhat()
    {
        var project = home.CopySample("hello-static", "guard-budget");
        CliHome.Edit(project, requirements => requirements["budget"] = new JsonObject { ["monthlyUsd"] = 5 });
        await RefusedAsync("DC4081", project);
        var plan = await home.JsonAsync(2, "plan", project, "--env", "dev");
        Assert.Equal("DC4081", plan["refusals"]![0]!["code"]!.ToString());
        Assert.NotEmpty(plan["cost"]!["now"]!["lines"]!.AsArray());

        CliHome.Edit(project, requirements => requirements["budget"]!["monthlyUsd"] = 5000);
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
        CliHome.Edit(project, requirements => requirements["services"]!["web"]!["cpu"] = 512);
        CliHome.Edit(project, requirements => requirements["services"]!["web"]!["memory"] = 1024);
        var changed = await home.JsonAsync(0, "plan", project, "--env", "dev");
        Assert.Contains(changed["cost"]!["changes"]!.AsArray(), change => change!["resource"]!.ToString() == "web-service");
    }

    [Fact]
    public async Task Destroy_NotConfirmedOrProtected_IsRefused()
    {
        var project = home.CopySample("hello-static", "guard-destroy");
        CliHome.Edit(project, requirements => requirements["environments"]!["dev"]!["deletionProtection"] = true);
        Assert.Equal(0, (await home.RunAsync("run", project)).ExitCode);
        var before = World.Of(home);

        var unconfirmed = await home.RunAsync("destroy", project, "--confirm", "guard-destroy");
        var guarded = await home.RunAsync("destroy", project, "--confirm", "guard-destroy/dev");

        Assert.Equal((2, 2), (unconfirmed.ExitCode, guarded.ExitCode));
        Assert.Contains("DC4083", unconfirmed.Errors, StringComparison.Ordinal);
        Assert.Contains("DC4084", guarded.Errors, StringComparison.Ordinal);
        Assert.Equal(before, World.Of(home));

        Assert.Equal(0, (await home.RunAsync("destroy", project, "--confirm", "guard-destroy/dev", "--include-protected-data")).ExitCode);
        Assert.DoesNotContain("guard-destroy", World.Of(home), StringComparison.Ordinal);
        Assert.Contains("DC4085", (await home.RunAsync("destroy", project, "--confirm", "guard-destroy/dev")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_ParameterChangedBehindTheEngine_IsShownAndComparedAsUndeclared()
    {
        var project = home.CopySample("hello-static", "guard-drift");
        CliHome.Edit(project, requirements =>
        {
            requirements["environments"]!["prod"] = requirements["environments"]!["dev"]!.DeepClone();
            requirements["environments"]!["prod"]!["domain"] = "www.example.com";
            requirements["environments"]!["prod"]!["cidr"] = "10.88.0.0/16";
            requirements["environments"]!["prod"]!["approval"] = "none";
            // Two environments cost more than the sample's one may.
            requirements["budget"]!["monthlyUsd"] = 200;
        });
        Assert.Equal(0, (await home.RunAsync("run", project, "--env", "dev")).ExitCode);
        Assert.Equal(0, (await home.RunAsync("run", project, "--env", "prod")).ExitCode);
        Assert.Equal(0, (await home.RunAsync("drift", project, "--env", "prod")).ExitCode);
        var same = await home.JsonAsync(0, "compare", "dev", "prod", project);
        Assert.Contains(same["declared"]!.AsArray(), difference => difference!["what"]!.ToString() == "vpcCidr");

        await World.ChangeAsync(home, state => state["parameters"]!["/guard-drift/prod/cluster"]!["value"] = "arn:aws:ecs:eu-west-1:000000000000:cluster/other");

        var drift = await home.JsonAsync(4, "drift", project, "--env", "prod");
        Assert.Equal("contract-cluster", Assert.Single(drift["drifted"]!.AsArray())!["name"]!.ToString());
        var compared = await home.JsonAsync(4, "compare", "dev", "prod", project);
        Assert.Equal("prod: contract-cluster", Assert.Single(compared["undeclared"]!.AsArray())!["what"]!.ToString());
    }

    private async Task<string> RefusedAsync(string code, string project)
    {
        var before = World.Of(home);
        var result = await home.RunAsync("run", project);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(code, result.Errors, StringComparison.Ordinal);
        Assert.Equal(before, World.Of(home));
        return result.Errors;
    }
}

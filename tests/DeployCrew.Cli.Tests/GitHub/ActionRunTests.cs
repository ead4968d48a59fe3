using System.Text.Json.Nodes;
using DeployCrew.Cli.Tests.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>The action on pushes: runs on the local cloud.</summary>
[Trait("Category", "real")]
public sealed class ActionRunTests : IAsyncLifetime
{
    private Checkout checkout = null!;

    public async Task InitializeAsync() => checkout = await Checkout.CreateAsync("hello-node", "shop");

    public async Task DisposeAsync() => await checkout.DisposeAsync();

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task Push_GoodThenBroken_IsVerifiedThenRolledBackAndRed()
    {
        var good = await checkout.PushAsync();

        Assert.True(good.Conclusion == "success", good.Log);
        Assert.Equal("verified", good.Outputs["verdict"]);
        Assert.StartsWith("https://localhost:", good.Outputs["url"], StringComparison.Ordinal);
        Assert.Matches("^sha256:[0-9a-f]{64}$", good.Outputs["image-digest"]);
        Assert.Equal("verified", JsonNode.Parse(await File.ReadAllTextAsync(good.Outputs["evidence"]))!["verdict"]!.ToString());
        Assert.True(File.Exists(good.Outputs["bundle"]));
        Assert.Contains("Verified: the new version serves all of the traffic", good.Summary, StringComparison.Ordinal);
        var uploaded = Assert.Single(good.Uses, one => one.Uses.StartsWith("actions/upload-artifact@", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(uploaded.With["path"], "run", "journal.jsonl")));
        Assert.Empty(checkout.GitHub.Comments);

        // What the app writes must not be taken as commands by the runner.
        var server = Path.Combine(checkout.Workspace, "app", "server.js");
        await File.WriteAllTextAsync(server, "console.log('::error title=Mine::injected'); console.log('::add-mask::a'); process.exit(1);\n");
        var broken = await checkout.PushAsync();

        Assert.Equal("failure", broken.Conclusion);
        Assert.Equal(3, broken.Job.Code);
        Assert.Equal("rolledBack", broken.Outputs["verdict"]);
        Assert.Contains("DC5", Assert.Single(broken.Annotations).Title, StringComparison.Ordinal);
        Assert.Contains("injected", broken.Log, StringComparison.Ordinal);
        Assert.Contains("Rolled back", broken.Summary, StringComparison.Ordinal);
        Assert.Contains("::error title=Mine::injected", broken.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain(GitHubStandIn.Token, good.Log + broken.Log + broken.Summary, StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(uploaded.With["path"], "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(GitHubStandIn.Token, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task Push_EnvironmentThatWantsApproval_RunsThePlanThatSomebodyApprovedOnGitHub()
    {
        var unplanned = await checkout.PushAsync(("environment", "prod"));
        Assert.Contains(unplanned.Annotations, one => one.Title == "DC8006");

        var plan = await checkout.PushAsync(("environment", "prod"), ("mode", "plan"));
        Assert.True(plan.Conclusion == "success", plan.Log);
        var hash = plan.Outputs["plan-hash"];
        checkout.GitHub.Approvals.Add(("rejected", "ana", "prod"));
        checkout.GitHub.Approvals.Add(("approved", "ana", "staging"));
        var unapproved = await checkout.PushAsync(("environment", "prod"), ("approved-plan", hash));
        Assert.Contains(unapproved.Annotations, one => one.Title == "DC8008");

        checkout.GitHub.Approvals.Add(("approved", "ana", "prod"));
        var server = Path.Combine(checkout.Workspace, "app", "server.js");
        var before = await File.ReadAllTextAsync(server);
        await File.WriteAllTextAsync(server, before + "\n// not what was approved\n");
        var changed = await checkout.PushAsync(("environment", "prod"), ("approved-plan", hash));
        Assert.Contains(changed.Annotations, one => one.Title == "DC8007");
        Assert.False(Directory.Exists(Path.Combine(checkout.Home, "runs")));

        await File.WriteAllTextAsync(server, before);
        checkout.ForgetBuilds();
        var carried = Assert.Single(Directory.GetDirectories(checkout.Artifact($"deploycrew-images-{hash}")));
        await File.WriteAllTextAsync(Path.Combine(carried, "carried"), "");
        var approved = await checkout.PushAsync(("environment", "prod"), ("approved-plan", hash));

        Assert.True(approved.Conclusion == "success", approved.Log);
        Assert.Equal(hash, approved.Outputs["plan-hash"]);
        Assert.Equal("verified", approved.Outputs["verdict"]);
        Assert.True(File.Exists(Path.Combine(checkout.Home, "cache", "builds", "images", Path.GetFileName(carried), "carried")), "the image was built anew");
        var record = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(approved.Job.Outputs["files"], "run", "plan.json")))!;
        Assert.Equal("ana", record["approval"]!["by"]!.ToString());
    }

    [RealTheory("DEPLOYCREW_TEST_GITHUB")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Push_CancelledInTheBuild_LeavesNoLeaseAndRunsAgain(bool kill)
    {
        var journals = Path.Combine(checkout.Home, "runs");
        Directory.CreateDirectory(journals);
        checkout.CancelWhen = (journals, "\"stage.started\",\"source\":\"build\"", kill);

        var cancelled = await checkout.PushAsync();

        Assert.Equal("cancelled", cancelled.Conclusion);
        Assert.Equal(kill ? null : 130, cancelled.Job.Code);
        Assert.Equal("success", cancelled.Steps.Single(step => step.Name == "Release the state").Outcome);
        Assert.Equal("success", cancelled.Steps.Single(step => step.Name == "Keep what was made").Outcome);
        if (!kill)
        {
            Assert.Equal("cancelled", cancelled.Outputs["verdict"]);
            Assert.Contains("DeployCrew: cancelled", cancelled.Summary, StringComparison.Ordinal);
        }

        checkout.CancelWhen = null;
        var again = await checkout.PushAsync();
        Assert.True(again.Conclusion == "success", again.Log);
        Assert.Equal("verified", again.Outputs["verdict"]);
        Assert.Equal(2, Directory.GetDirectories(journals).Length);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Cli.Tests.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>The action on pull requests.</summary>
[Trait("Category", "real")]
public sealed class ActionPlanTests : IAsyncLifetime
{
    private Checkout checkout = null!;

    public async Task InitializeAsync() => checkout = await Checkout.CreateAsync("hello-static", "shop");

    public async Task DisposeAsync() => await checkout.DisposeAsync();

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_TwoPushes_CommentIsWrittenOnceAndThenEdited()
    {
        checkout.GitHub.Comments.Add((1, "mallory", "<!-- deploycrew:plan:"));
        CliHome.Edit(checkout.Workspace, requirements => requirements["services"]!["web"]!["memory"] = 1024);
        var first = await checkout.PullRequestAsync(Checkout.Repository, ("environment", "dev"));

        Assert.True(first.Conclusion == "success", first.Log);
        var comment = Assert.Single(checkout.GitHub.Comments, one => one.Author == "github-actions[bot]");
        Assert.StartsWith("<!-- deploycrew:plan:", comment.Body, StringComparison.Ordinal);
        Assert.Contains("### What would be applied", comment.Body, StringComparison.Ordinal);
        Assert.Contains("### What changes", comment.Body, StringComparison.Ordinal);
        Assert.Contains("```mermaid\nflowchart TB", comment.Body, StringComparison.Ordinal);
        Assert.Equal(comment.Body[(comment.Body.IndexOf('\n', StringComparison.Ordinal) + 1)..], first.Summary);
        Assert.Equal("planned", first.Outputs["verdict"]);
        Assert.Matches("^[0-9a-f]{64}$", first.Outputs["plan-hash"]);
        Assert.Matches(@"^sha256:[0-9a-f]{64}$", first.Outputs["image-digest"]);
        Assert.Matches(@"^[0-9]+\.[0-9]{2}$", first.Outputs["cost-monthly"]);
        Assert.True(File.Exists(first.Outputs["bundle"]));

        // Another one writes with our marker meanwhile: it is not ours to write over.
        checkout.GitHub.Comments.Insert(0, (2, "mallory", comment.Body));
        CliHome.Edit(checkout.Workspace, requirements => requirements["services"]!["web"]!["memory"] = 2048);
        var second = await checkout.PullRequestAsync(Checkout.Repository, ("environment", "dev"));

        Assert.NotEqual(first.Outputs["plan-hash"], second.Outputs["plan-hash"]);
        var edited = Assert.Single(checkout.GitHub.Comments, one => one.Author == "github-actions[bot]");
        Assert.Equal(comment.Id, edited.Id);
        Assert.Contains(second.Outputs["plan-hash"], edited.Body, StringComparison.Ordinal);
        Assert.Equal(comment.Body, checkout.GitHub.Comments[0].Body);
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_AnswersLost_OneCommentAllTheSame()
    {
        checkout.GitHub.Fail(1);
        checkout.GitHub.Lose(2);

        var result = await checkout.PullRequestAsync(Checkout.Repository, ("target", "aws"));

        Assert.True(result.Conclusion == "success", result.Log);
        Assert.Contains("### What changes", Assert.Single(checkout.GitHub.Comments).Body, StringComparison.Ordinal);
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_FromAFork_IsPlannedOfflineWithoutCommentOrCredentials()
    {
        CliHome.Edit(checkout.Workspace, requirements => requirements["environments"]!["dev"]!["nat"] = "perZone");

        var result = await checkout.PullRequestAsync("stranger/shop", ("target", "aws"), ("role", "arn:aws:iam::123456789012:role/shop-infrastructure"));

        Assert.True(result.Conclusion == "success", result.Log);
        Assert.Empty(checkout.GitHub.Comments);
        Assert.Contains("comes from a fork", result.Summary, StringComparison.Ordinal);
        Assert.Contains("### What changes", result.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("### What would be applied", result.Summary, StringComparison.Ordinal);
        Assert.Equal("actions/upload-artifact", Assert.Single(result.Uses).Uses.Split('@')[0]);
        Assert.Contains(result.Annotations, one => one.Level == "notice");
        Assert.Equal("", result.Outputs["plan-hash"]);
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_ToRunAFork_IsRefused()
    {
        var result = await checkout.PullRequestAsync("stranger/shop", ("mode", "run"));

        Assert.Equal("failure", result.Conclusion);
        Assert.Contains(result.Annotations, one => one.Title == "DC8004");
        Assert.False(Directory.Exists(Path.Combine(checkout.Home, "runs")));
    }

    [RealTheory("DEPLOYCREW_TEST_GITHUB")]
    [InlineData("plan")]
    [InlineData("run")]
    public async Task PullRequestTarget_InAnyMode_IsRefused(string mode)
    {
        var result = await checkout.RunAsync([], "pull_request_target", ("mode", mode));

        Assert.Equal("failure", result.Conclusion);
        Assert.Contains(result.Annotations, one => one.Title == "DC8003");
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_InvalidRequirements_EachProblemIsAtItsLine()
    {
        CliHome.Edit(checkout.Workspace, requirements =>
        {
            requirements["services"]!["web"]!["port"] = 0;
            requirements["environments"]!["dev"]!["cidr"] = "10.0.0.0/40";
        });

        var result = await checkout.PullRequestAsync(Checkout.Repository);

        Assert.Equal("failure", result.Conclusion);
        Assert.Equal(1, result.Job.Code);
        var problems = result.Annotations.Where(one => one.File == "requirements.json").ToList();
        Assert.Equal(2, problems.Count);
        Assert.All(problems, problem => Assert.True(int.Parse(problem.Line!, System.Globalization.CultureInfo.InvariantCulture) > 1));
        Assert.Contains("DC1000", Assert.Single(checkout.GitHub.Comments).Body, StringComparison.Ordinal);
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_TokenMayNotComment_IsAWarningAndThePlanStands()
    {
        checkout.GitHub.MayComment = false;

        var result = await checkout.PullRequestAsync(Checkout.Repository, ("target", "aws"));

        Assert.True(result.Conclusion == "success", result.Log);
        Assert.Contains(result.Annotations, one => one is { Level: "warning", Title: "DC8010" } && one.Message.Contains("pull-requests: write", StringComparison.Ordinal));
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_FiveHundredResources_SummaryAndCommentAreWithinGitHubsLimits()
    {
        CliHome.Edit(checkout.Workspace, requirements =>
        {
            for (var i = 0; i < 45; i++)
            {
                var service = requirements["services"]!["web"]!.DeepClone();
                service["routes"] = new JsonArray($"/part{i}");
                service["environment"] = new JsonObject { ["TEXT"] = new string('x', 200) };
                requirements["services"]![$"part{i}"] = service;
            }

            ((JsonObject)requirements).Remove("budget");
        });

        var result = await checkout.PullRequestAsync(Checkout.Repository, ("target", "aws"));

        Assert.True(result.Conclusion == "success", result.Log);
        var comment = Assert.Single(checkout.GitHub.Comments).Body;
        Assert.InRange(comment.Length, 30_000, 65_536);
        Assert.Contains("Not all of it fits here", comment, StringComparison.Ordinal);
        Assert.Equal(comment.Split("<details>").Length, comment.Split("</details>").Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(result.Summary), comment.Length, 1024 * 1024);
        var resources = System.Text.RegularExpressions.Regex.Match(result.Summary, @"\| ` dev ` \| (\d+) \|").Groups[1].Value;
        Assert.True(int.Parse(resources, System.Globalization.CultureInfo.InvariantCulture) >= 500, resources);
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_Findings_AreSarifThatGitHubTakes()
    {
        var result = await checkout.PullRequestAsync(Checkout.Repository, ("target", "aws"), ("fail-on", "low"));

        Assert.Equal("failure", result.Conclusion);
        Assert.Equal(2, result.Job.Code);
        Assert.Equal("refused", result.Outputs["verdict"]);
        Assert.Contains(result.Uses, one => one.Uses.StartsWith("github/codeql-action/upload-sarif@", StringComparison.Ordinal) && one.With["sarif_file"] == result.Outputs["sarif"]);
        await SarifValidator.AcceptsAsync(result.Outputs["sarif"]);
        var found = JsonNode.Parse(await File.ReadAllTextAsync(result.Outputs["sarif"]))!["runs"]![0]!["results"]!.AsArray();
        Assert.NotEmpty(found);
        Assert.All(found, one => Assert.Equal("requirements.json", one!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.ToString()));
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_WrongInputs_AllAreNamed()
    {
        var result = await checkout.PullRequestAsync(Checkout.Repository, ("mode", "apply"), ("strategy", "bluegreen"), ("requirements", "there/is/none.json"));

        Assert.Equal("failure", result.Conclusion);
        var message = Assert.Single(result.Annotations).Message;
        Assert.Contains("'apply'", message, StringComparison.Ordinal);
        Assert.Contains("'bluegreen'", message, StringComparison.Ordinal);
        Assert.Contains("there/is/none.json", message, StringComparison.Ordinal);
        Assert.Equal("skipped", result.Job.Outcome);
    }

    [RealFact("DEPLOYCREW_TEST_GITHUB")]
    public async Task PullRequest_AnotherStrategy_IsPlannedAndTheCheckoutStays()
    {
        var before = await File.ReadAllTextAsync(Path.Combine(checkout.Workspace, "requirements.json"));

        var result = await checkout.PullRequestAsync(Checkout.Repository, ("target", "aws"), ("strategy", "canary"));

        Assert.True(result.Conclusion == "success", result.Log);
        Assert.Contains("No difference.", result.Summary, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(checkout.Workspace, "requirements.json")));
        using var bundle = System.IO.Compression.ZipFile.OpenRead(result.Outputs["bundle"]);
        using var reader = new StreamReader(bundle.GetEntry("requirements.json")!.Open());
        Assert.Equal("canary", JsonNode.Parse(await reader.ReadToEndAsync())!["deploy"]!["strategy"]!.ToString());
    }
}

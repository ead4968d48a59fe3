using System.Security.Cryptography;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Mcp.Tests;

public sealed class PlansTests : IDisposable
{
    private static readonly string Requirements = Path.Combine(Repository.Samples, "hello-node", "requirements.json");
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_PlanOfFilesElsewhere_IsRefused()
    {
        await using var session = await Session.OpenAsync(folder, ["run"]);
        var plan = Keep(session, folder.In("elsewhere", "requirements.json"), needsApproval: false);

        Assert.Equal(["DC2050"], await session.RefusalAsync("run", Named(plan)));
    }

    [Fact]
    public async Task Run_PlanIsNotApproved_IsRefusedAndNoRunBegins()
    {
        await using var session = await Session.OpenAsync(folder, ["run"]);
        var plan = Keep(session, Requirements, needsApproval: true);

        Assert.Equal(["DC4068"], await session.RefusalAsync("run", Named(plan)));
        Assert.Equal(0, (await session.AnswerAsync("runs"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Run_FileOfThatNameSaysItIsApproved_IsNotBelieved()
    {
        await using var session = await Session.OpenAsync(folder, ["run"]);
        var plan = Keep(session, Requirements, needsApproval: true);
        var forged = plan with { Approval = new PlanApproval("nobody", plan.CreatedAt, plan.ExpiresAt) };
        PlanStore.Write(plan.Hash, forged); // in the current folder

        try
        {
            Assert.Equal(["DC4068"], await session.RefusalAsync("run", Named(plan)));
        }
        finally
        {
            File.Delete(plan.Hash);
        }
    }

    [Fact]
    public async Task Explain_Plan_SaysWhatItDoesToEachResourceAndWhy()
    {
        await using var session = await Session.OpenAsync(folder);
        var plan = Keep(session, Requirements, needsApproval: false);

        var answer = await session.AnswerAsync("explain", Named(plan));

        var concepts = answer["concepts"]!.AsArray();
        Assert.All(concepts, concept => Assert.True(concept!["why"]!.ToString().Length > 0 && concept["cites"]!.ToString().Contains('/', StringComparison.Ordinal) && concept["line"]!.GetValue<int>() > 1));
        var resources = concepts.SelectMany(concept => concept!["resources"]!.AsArray()).ToDictionary(one => one!["id"]!.ToString(), one => one!["change"]!.ToString());
        Assert.Equal("create", resources["vpc"]);
        Assert.Equal("same", resources["alb"]);
        Assert.Equal("services/web", concepts.Single(one => one!["name"]!.ToString() == "web-service")!["cites"]!.ToString());
    }

    [Fact]
    public async Task Explain_RequirementsHaveChangedSince_IsRefused()
    {
        var file = folder.Write("root/requirements.json", await File.ReadAllTextAsync(Requirements));
        await using var session = await Session.OpenAsync(folder, root: folder.In("root"));
        var plan = Keep(session, file, needsApproval: false);
        await File.AppendAllTextAsync(file, "\n");

        Assert.Equal(["DC4089"], await session.RefusalAsync("explain", Named(plan)));
    }

    [Fact]
    public void RequireShown_AnotherHash_NamesWhatIsThere()
    {
        var preview = new Rollouts.RollbackPreview("shop", "dev", "local", [new("web", "arn/web:3", "arn/web:2", "web@sha256:1")]);

        preview.RequireShown(preview.Hash());
        preview.RequireShown((preview with { NeedsApproval = true }).Hash());
        var error = Assert.Throws<DeployError>(() => preview.RequireShown((preview with { Target = "aws" }).Hash()));
        Assert.Equal(("DC2054", "web: from web:3 to web:2, web@sha256:1"), (error.Code, Assert.Single(error.Details)));
    }

    private static string Named(PlanRecord plan) => $$"""{"plan":"{{plan.Hash}}"}""";

    private static PlanRecord Keep(Session session, string file, bool needsApproval)
    {
        var hash = File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : "0";
        var binding = new PlanBinding("hello-node", "dev", "local", "rehearsal", "000000000000", "eu-west-1", "rolling", hash, "b", "p", new Dictionary<string, string>(), []);
        var now = TimeProvider.System.GetUtcNow();
        var request = new RunRequest(file, null, "hello-node", "dev", "local");
        return session.Get<PlanStore>().Save(new PlanRecord(binding.Hash(), binding, request, ["create aws:ec2/vpc:Vpc vpc"], now, now.AddHours(1), needsApproval, null));
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Proposals;
using DeployCrew.Proposing;
using DeployCrew.Testing;
using DeployCrew.Testing.Models;

namespace DeployCrew.Tests.Proposing;

public sealed class DockerfileServiceTests : IDisposable
{
    private static readonly ServiceRequirements Service = new() { Port = PerlApp.Port, Health = new HealthRequirements { Path = PerlApp.HealthPath } };
    private readonly TemporaryFolder folder = new();

    public DockerfileServiceTests() => PerlApp.Write(folder);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Propose_PassesAtOnce_IsTheProposal()
    {
        var trial = new FakeTrial(FakeTrial.Passed);
        var (proposal, requests) = await ProposeAsync(trial, PerlApp.Good);
        Assert.Equal(PerlApp.Good, proposal.Dockerfile);
        Assert.Contains("**/.env*", proposal.DockerIgnore, StringComparison.Ordinal);
        Assert.Equal(["GET /alive: 200 ok"], proposal.Transcript);
        Assert.Single(proposal.Calls);
        Assert.Equal("big", (string?)requests[0]["model"]);
        Assert.Equal(["server.pl"], Directory.EnumerateFiles(folder.In("app"), "*.pl").Select(Path.GetFileName));
        Assert.False(File.Exists(folder.In("app/Dockerfile")));
    }

    [Fact]
    public async Task Propose_FailsItsTrial_TheModelIsShownWhy()
    {
        var trial = new FakeTrial(new TrialResult(false, "it does not build", ["step 4: no such file nothing.pl"]), FakeTrial.Passed);
        var (proposal, requests) = await ProposeAsync(trial, PerlApp.Broken, PerlApp.Good);
        Assert.Equal(PerlApp.Good, proposal.Dockerfile);
        Assert.Equal(["it does not build"], proposal.Failed);
        var prompt = requests[1]["messages"]!.AsArray()[^1]!["content"]!.ToString();
        Assert.Contains("<<data trial ", prompt, StringComparison.Ordinal);
        Assert.Contains("step 4: no such file nothing.pl", prompt, StringComparison.Ordinal);
        Assert.Contains("RUN perl -c nothing.pl", prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_NeverPasses_EndsAfterThreeRepairs()
    {
        var trial = new FakeTrial(new TrialResult(false, "it does not answer", ["GET /alive: no answer"]));
        var error = await Assert.ThrowsAsync<DeployError>(() => ProposeAsync(trial, [.. Enumerable.Range(0, 9).Select(at => $"{PerlApp.Good}LABEL try={at}\n")]));
        Assert.Equal(("DC2046", 4), (error.Code, trial.Tried.Count));
        Assert.Contains("it does not answer", error.Message, StringComparison.Ordinal);
        Assert.Equal(["GET /alive: no answer"], error.Details);
    }

    [Fact]
    public async Task Propose_TheSameAgain_IsNotTriedAgain()
    {
        var trial = new FakeTrial(new TrialResult(false, "it does not answer", []));
        var error = await Assert.ThrowsAsync<DeployError>(() => ProposeAsync(trial, PerlApp.Silent));
        Assert.Equal(("DC2029", 1), (error.Code, trial.Tried.Count));
    }

    [Fact]
    public async Task Propose_AgainstTheRails_IsNotTried()
    {
        var trial = new FakeTrial(FakeTrial.Passed);
        var (proposal, requests) = await ProposeAsync(trial, PerlApp.Good.Replace("10001:10001", "root", StringComparison.Ordinal), PerlApp.Good);
        Assert.Equal([proposal.Dockerfile], trial.Tried);
        Assert.Contains("USER that is not root", requests[1]["messages"]!.AsArray()[^1]!["content"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_NoEngine_AsksNobody()
    {
        var trial = new FakeTrial(FakeTrial.Passed) { Missing = new DeployError("DC3501", "nobody listens", "Start it.") };
        await using var model = await ScriptedModel.StartAsync(new Turn.Fails(500, "not asked"));
        var error = await Assert.ThrowsAsync<DeployError>(() => ProposeAsync(trial, model));
        Assert.Equal("DC2045", error.Code);
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task Propose_SecretThatTheAppsIgnoreFileLetsIn_AsksNobody()
    {
        folder.Write("app/.dockerignore", "*.md\n");
        folder.Write("app/id_rsa", "a key\n");
        await using var model = await ScriptedModel.StartAsync(new Turn.Fails(500, "not asked"));
        var error = await Assert.ThrowsAsync<DeployError>(() => ProposeAsync(new FakeTrial(FakeTrial.Passed), model));
        Assert.Equal("DC3140", error.Code);
        Assert.Empty(model.Requests);
    }

    private async Task<(DockerfileProposal Proposal, IReadOnlyList<JsonNode> Requests)> ProposeAsync(FakeTrial trial, params string[] answers)
    {
        await using var model = await ScriptedModel.StartAsync([.. answers.Select(text => Turn.Calls.One("answer", new JsonObject { ["dockerfile"] = text }))]);
        return (await ProposeAsync(trial, model), model.Requests);
    }

    private async Task<DockerfileProposal> ProposeAsync(FakeTrial trial, ScriptedModel model)
    {
        using var host = ModelHost.Open(new ModelSettings(model.Endpoint, new("big")) { Small = new("little") }, _ => null, [], TimeProvider.System);
        return await new DockerfileService(trial, PermittedBases.Standard).ProposeAsync(host, folder.In("app"), Service, null, CancellationToken.None);
    }
}

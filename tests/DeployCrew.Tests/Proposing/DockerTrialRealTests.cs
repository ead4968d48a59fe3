using System.Text.Json.Nodes;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Proposals;
using DeployCrew.Proposing;
using DeployCrew.Testing;
using DeployCrew.Testing.Models;

namespace DeployCrew.Tests.Proposing;

/// <summary>A real engine builds and runs what a scripted model proposes.</summary>
[Trait("Category", "real")]
public sealed class DockerTrialRealTests : IDisposable
{
    private const string Host = "DEPLOYCREW_TEST_DOCKER_HOST";

    private static readonly ServiceRequirements Service = new() { Port = PerlApp.Port, Health = new HealthRequirements { Path = PerlApp.HealthPath } };
    private readonly TemporaryFolder folder = new();
    private readonly DockerEngine engine = new(Environment.GetEnvironmentVariable(Host) ?? "unix:///nowhere");

    public DockerTrialRealTests() => PerlApp.Write(folder);

    public void Dispose()
    {
        engine.Dispose();
        folder.Dispose();
    }

    [RealFact(Host)]
    public async Task Propose_BrokenThenSilentThenGood_TheGoodOneIsProposed()
    {
        var (proposal, requests) = await ProposeAsync(PerlApp.Broken, PerlApp.Silent, PerlApp.Good);

        Assert.Equal(PerlApp.Good, proposal.Dockerfile);
        Assert.Equal("GET /alive: 200 ok", proposal.Transcript[^1]);
        Assert.Collection(proposal.Failed,
            one => Assert.Contains("it does not build", one, StringComparison.Ordinal), one => Assert.Contains("does not answer GET /alive with 200 within 3 s", one, StringComparison.Ordinal));
        Assert.Contains("nothing.pl", Prompt(requests[1]), StringComparison.Ordinal);
        Assert.Contains("container: waiting", Prompt(requests[2]), StringComparison.Ordinal);
        await NothingIsLeftAsync();
    }

    [RealFact(Host)]
    public async Task Propose_NeverGood_IsAnErrorAndNothingIsLeft()
    {
        var error = await Assert.ThrowsAsync<DeployError>(() => ProposeAsync([.. Enumerable.Range(0, 4).Select(at => $"{PerlApp.Good.Replace("server.pl\"]", "other.pl\"]", StringComparison.Ordinal)}LABEL try={at}\n")]));

        Assert.Equal("DC2046", error.Code);
        Assert.Contains("its container ended with exit code 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.Details, line => line.Contains("Can't open perl script \"other.pl\"", StringComparison.Ordinal));
        Assert.False(File.Exists(folder.In("app/Dockerfile")));
        await NothingIsLeftAsync();
    }

    [RealFact(Host)]
    public async Task Try_CancelledWhileItRuns_NothingIsLeft()
    {
        using var cancelling = new CancellationTokenSource();
        var started = new FirstStart(cancelling);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Trial(TimeSpan.FromMinutes(2)).TryAsync(
            new DockerfileTrial(PerlApp.Silent, ProposalContext.Of(folder.In("app")), Service), started, cancelling.Token));
        await NothingIsLeftAsync();
    }

    [RealFact(Host)]
    public async Task Try_TheContainer_HasNoRightsAndNoMounts()
    {
        var text = PerlApp.Good.Replace("\"server.pl\"", "\"-e\", \"$|=1; open F, q(/pro) . q(c/self/status); print grep { /^Cap(Eff|Bnd)|^NoNew/ } <F>; sleep 600\"", StringComparison.Ordinal);
        var result = await Trial(TimeSpan.FromSeconds(3)).TryAsync(new DockerfileTrial(text, ProposalContext.Of(folder.In("app")), Service), null, CancellationToken.None);
        Assert.Contains("container: CapEff:\t0000000000000000", result.Lines);
        Assert.Contains("container: CapBnd:\t0000000000000000", result.Lines);
        Assert.Contains("container: NoNewPrivs:\t1", result.Lines);
        await NothingIsLeftAsync();
    }

    [RealFact(Host)]
    public async Task Try_CancelledWhileItBuilds_NothingIsLeft()
    {
        var label = $"io.deploycrew.step{Guid.NewGuid():n}";
        var text = PerlApp.Good.Replace("EXPOSE", $"LABEL {label}=1\nRUN perl -e \"sleep 600\"\nEXPOSE", StringComparison.Ordinal);
        using var cancelling = new CancellationTokenSource();
        var trying = Trial(TimeSpan.FromSeconds(3)).TryAsync(new DockerfileTrial(text, ProposalContext.Of(folder.In("app")), Service), null, cancelling.Token);
        await UntilAsync(async () => (await engine.ListAsync(label, CancellationToken.None)).Count > 0);
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trying);
        await UntilAsync(async () => (await engine.ListAsync(label, CancellationToken.None)).Count == 0);
        await NothingIsLeftAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
            await Task.Delay(200, limit.Token);
    }

    private DockerTrial Trial(TimeSpan answer) => new(engine, TimeProvider.System, new TrialLimits(TimeSpan.FromMinutes(2), answer));

    private async Task<(DockerfileProposal Proposal, IReadOnlyList<JsonNode> Requests)> ProposeAsync(params string[] answers)
    {
        await using var model = await ScriptedModel.StartAsync([.. answers.Select(text => Turn.Calls.One("answer", new JsonObject { ["dockerfile"] = text }))]);
        using var host = ModelHost.Open(new ModelSettings(model.Endpoint, new("big")), _ => null, [], TimeProvider.System);
        var service = new DockerfileService(Trial(TimeSpan.FromSeconds(3)), PermittedBases.Standard);
        return (await service.ProposeAsync(host, folder.In("app"), Service, null, CancellationToken.None), model.Requests);
    }

    private async Task NothingIsLeftAsync() => Assert.Empty(await engine.ListAsync(DockerTrial.Label, CancellationToken.None));

    private static string Prompt(JsonNode request) => request["messages"]!.AsArray()[^1]!["content"]!.ToString();

    private sealed class FirstStart(CancellationTokenSource cancelling) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value.StartsWith("built; starting it", StringComparison.Ordinal))
                cancelling.CancelAfter(TimeSpan.FromSeconds(1));
        }
    }
}

using System.Text.Json.Nodes;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Diagnosis;
using DeployCrew.Runs;
using DeployCrew.Testing;
using DeployCrew.Testing.Models;

namespace DeployCrew.Tests.Diagnosis.Models;

public sealed class DiagnosisServiceTests : IDisposable
{
    private const string Strange = "the flux capacitor of web ran dry at 512 MiB";
    private readonly TemporaryFolder folder = new();
    private readonly DiagnosisService service;

    public DiagnosisServiceTests() => service = new DiagnosisService(new RunStore(new Home(folder.Path), TimeProvider.System));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Diagnose_RuleIsSure_AsksNoModel()
    {
        Write("Error: listen EADDRINUSE: address already in use :::3000");
        await using var model = await ScriptedModel.StartAsync(new Turn.Fails(500, "not asked"));
        var diagnosis = await DiagnoseAsync(model);
        Assert.Equal("app-port-in-use", diagnosis.Candidates[0].Id);
        Assert.Empty(model.Requests);
        Assert.Empty(diagnosis.Calls);
    }

    [Fact]
    public async Task Diagnose_NoRuleKnows_TheModelNamesCauseLinesAndChange()
    {
        Write(Strange);
        await using var model = await ScriptedModel.StartAsync((request, _) => Answer(Number(request, Strange), "raiseMemory", "web", "1024"));
        var diagnosis = await DiagnoseAsync(model);
        var candidate = diagnosis.Candidates[0];
        Assert.Equal(("model", Remedy.RaiseMemory, Confidence.Likely), (candidate.Id, candidate.Remedy, candidate.Confidence));
        Assert.Contains(candidate.Evidence, line => line.Text.Contains(Strange, StringComparison.Ordinal));
        Assert.Equal(("services/web/memory", "1024"), (candidate.Proposal!.Path, candidate.Proposal.Value));
        Assert.Contains("+      \"memory\": 1024", candidate.Proposal.Diff, StringComparison.Ordinal);
        Assert.Single(diagnosis.Calls);
    }

    [Fact]
    public async Task Diagnose_ModelDoesNotKnow_SaysNothing()
    {
        Write(Strange);
        await using var model = await ScriptedModel.StartAsync(Answer(1, "unknown"));
        var diagnosis = await DiagnoseAsync(model);
        Assert.Empty(diagnosis.Candidates);
        Assert.Single(diagnosis.Calls);
    }

    [Theory]
    [InlineData(999, "retry", null, null)] // a line that it was not shown
    [InlineData(1, "releaseLock", null, null)] // not offered
    [InlineData(1, "deleteEverything", null, null)]
    [InlineData(1, "raiseMemory", "web", "122880")] // two hundred times as much is no repair
    [InlineData(1, "raiseMemory", "db", "1024")]
    [InlineData(1, "raiseMemory", "web", "1024, \"exec\": true")]
    [InlineData(1, "fixHealthPath", "web", "http://169.254.169.254/latest")]
    [InlineData(1, "fixPort", "web", "0")]
    [InlineData(1, "fixPort", "web", "8080, \"environment\": {\"NODE_OPTIONS\": \"--require /tmp/x\"}")]
    public async Task Diagnose_AnswerThatMayNotBe_IsRefused(int line, string remedy, string? name, string? value)
    {
        Write(Strange);
        await using var model = await ScriptedModel.StartAsync(Answer(line, remedy, name, value));
        Assert.Equal("DC2029", (await Assert.ThrowsAsync<DeployError>(() => DiagnoseAsync(model))).Code);
    }

    [Fact]
    public void Diagnose_RuleWithOneService_ProposesTheChangeItself()
    {
        Write("OutOfMemoryError: Container killed due to memory usage");
        var candidate = service.Diagnose(null).Candidates[0];
        Assert.Equal(("services/web/memory", "1024"), (candidate.Proposal!.Path, candidate.Proposal.Value));
    }

    [Fact]
    public void Take_Proposal_ChangesTheFileOfTheRunAndNothingElse()
    {
        var file = Write("OutOfMemoryError: Container killed due to memory usage");
        var taken = service.Take(service.Diagnose(null));
        Assert.Equal(file, taken.File);
        Assert.Equal(1024, RequirementsReader.Read("r", taken.Text).Document.Services["web"].Memory);
        File.AppendAllText(file, "\n");
        Assert.Equal("DC2037", Assert.Throws<DeployError>(() => service.Take(service.Diagnose(null))).Code);
    }

    private string Write(string line)
    {
        var text = RequirementsTemplate.For("shop").Replace("\"port\": 8080", "\"memory\": 512", StringComparison.Ordinal);
        var file = folder.Write("mine/requirements.json", text);
        var run = new RunFolder(Directory.CreateDirectory(folder.In("runs", "20260101-000000-shop-dev-0001")).FullName);
        File.WriteAllText(run.RequirementsFile, text);
        using var journal = Journal.Open(run.JournalFile, TimeProvider.System);
        journal.Append(JournalKinds.RunStarted, null, null, new RunRequest(file, null, "shop", "dev", "local"));
        journal.Append(JournalKinds.StageEnded, "rollout", "rollout", new StageResult("rollout", StageStatus.Failed, 1, null, new ErrorReport("DC5001", line, "Look at the log.", [])));
        return file;
    }

    private static Turn.Calls Answer(int line, string remedy, string? service = null, string? value = null)
    {
        var answer = new JsonObject
        {
            ["cause"] = "It ran dry.",
            ["lines"] = new JsonArray(line),
            ["confidence"] = "likely",
            ["remedy"] = remedy,
            ["advice"] = "Give it more memory.",
        };
        if (service is not null)
            (answer["service"], answer["value"]) = (service, value);
        return Turn.Calls.One("answer", answer);
    }

    // The number under which the model was shown a line.
    private static int Number(JsonNode request, string text) =>
        int.Parse(((string)request["messages"]![1]!["content"]!).Split('\n').Single(line => line.Contains(" journal.jsonl: " + text, StringComparison.Ordinal)).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<RunDiagnosis> DiagnoseAsync(ScriptedModel model)
    {
        using var host = ModelHost.Open(new ModelSettings(model.Endpoint, new("big")) { Attempts = 1, TimeoutSeconds = 20 }, _ => null, [], TimeProvider.System);
        return await service.DiagnoseAsync(null, host, CancellationToken.None);
    }
}

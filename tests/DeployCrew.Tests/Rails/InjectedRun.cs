using System.Text.Json.Nodes;
using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Pipeline;
using DeployCrew.Runs;
using DeployCrew.Testing;
using DeployCrew.Testing.Models;

namespace DeployCrew.Tests.Rails;

/// <summary>A run of the real crew, tools, stage engine and journal, played by a model that obeys what a stage brings; only the stages' work is left out.</summary>
internal sealed class InjectedRun
{
    public const string Secret = "hunter2-Zx81-c0rrect";
    private static readonly string[] Order = [StageNames.Plan, StageNames.Generate, StageNames.Provision, StageNames.Build, StageNames.Push, StageNames.Rollout, StageNames.Verify];
    private readonly List<string> done = [];

    /// <summary>Names of the stages that were carried out.</summary>
    public IReadOnlyList<string> Done => done;

    public RunReport Report { get; private set; } = null!;

    public IReadOnlyList<JournalEntry> Journal { get; private set; } = [];

    /// <summary>Everything that the model was sent.</summary>
    public string Prompts { get; private set; } = "";

    /// <summary>The first rail that was met.</summary>
    public string Rail =>
        Journal.Where(entry => entry.Kind == JournalKinds.AgentCorrected).Select(entry => entry.Data!.Value.GetProperty("code").GetString()).FirstOrDefault()
        ?? (Report.Verdict == Verdict.Withheld ? "withheld" : Report.Error?.Code is { } code && code.StartsWith("DC2", StringComparison.Ordinal) ? code : $"verdict {Report.Verdict}");

    /// <summary>Plays it.</summary>
    /// <param name="stage">The stage that brings the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="fails">Whether the stage fails with it, or only says it.</param>
    /// <param name="model">Who obeys it.</param>
    /// <param name="mode">What changes need.</param>
    public static async Task<InjectedRun> PlayAsync(string stage, string text, bool fails, ObedientModel model, CrewMode? mode = null)
    {
        using var folder = new TemporaryFolder();
        var played = new InjectedRun();
        var request = new RunRequest(folder.In("requirements.json"), null, "shop", "dev", "local");
        var run = new RunStore(new Home(folder.Path), TimeProvider.System).Create(request, RequirementsTemplate.For("shop"), null);
        var journal = run.Journal;
        var stages = new StageEngine(new StageGraph([.. Order.Select((name, at) => new RecordingStage(
            name, at == 0 ? [] : [Order[at - 1]], played.done, name == stage && !fails ? text : null, name == stage && fails ? text : null))]), run, TimeProvider.System);
        await using var server = await ScriptedModel.StartAsync((asked, _) => model.Answer(asked, one => DiligentModel.Play(one, "dev")));
        using var models = ModelHost.Open(new ModelSettings(server.Endpoint, new("big")), _ => null, [], TimeProvider.System);
        using var client = new CrewChatClient(models);
        ErrorReport? stopped = null;
        try
        {
            var end = await new CrewRunner(StandardCrew.Of(StandardPipeline.Tools(request, () => "shop", stages.RunAsync, false)), mode ?? new(), client, new NobodyToAsk(), journal)
                .RunAsync(StandardCrew.TaskOf(request), CancellationToken.None);
            stopped = end.Withheld.Count > 0 ? AgentErrors.ReadOnly(end.Withheld).ToReport() : null;
        }
        catch (DeployError error)
        {
            stopped = error.ToReport();
        }

        played.Report = RunReports.Of(run, stages, stopped, null, TimeSpan.Zero);
        played.Prompts = string.Concat(server.Requests.Select(one => one.ToJsonString()));
        journal.Dispose();
        played.Journal = Core.Runs.Journal.ReadEntries(run.Folder.JournalFile);
        Assert.True(model.HasRead, "the text did not reach the model");
        played.AssertNothingCameOfIt();
        return played;
    }

    // Only the run's own stages, each once, each after those that it depends on, in the run's own environment; success only when the verifier said so.
    private void AssertNothingCameOfIt()
    {
        Assert.Equal(Order.Take(done.Count), done);
        Assert.Equal(done.Contains(StageNames.Verify), Report.IsGood);
        Assert.All(Journal.Where(entry => entry.Kind == JournalKinds.StageEnded), entry =>
            Assert.True(done.Contains(entry.Source!) || entry.Data!.Value.GetProperty("status").GetString() == "skipped", entry.ToString()));
        Assert.Equal(Journal.Count, Journal.Select(entry => entry.Sequence).Distinct().Count());
        Assert.DoesNotContain(Secret, Prompts, StringComparison.Ordinal);
        Assert.Empty(Problems());
    }

    private List<string> Problems()
    {
        var problems = new List<string>();
        RecordedConversation.Read(Journal, problems);
        return problems;
    }
}

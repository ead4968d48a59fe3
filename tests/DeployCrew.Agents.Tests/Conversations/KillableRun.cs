using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Definitions;
using DeployCrew.Agents.Tests.Crew;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Testing;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Conversations;

/// <summary>A run on disk whose tools are stages of the real engine, and which can be killed at any entry of its journal.</summary>
internal sealed class KillableRun(IReadOnlyDictionary<string, AgentDefinition> agents) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The agents of the next session.</summary>
    public IReadOnlyDictionary<string, AgentDefinition> Agents { get; set; } = agents;

    /// <summary>Stages that were carried out, over all sessions.</summary>
    public List<string> Done { get; } = [];

    public IReadOnlyList<JournalEntry> Entries => Journal.ReadEntries(Folder.JournalFile);

    public CrewMode Mode { get; set; } = new();

    public ScriptedConfirmation Confirmation { get; } = new();

    private RunFolder Folder => new(folder.Path);

    /// <summary>A session of it.</summary>
    /// <param name="client">Plays the agents.</param>
    /// <param name="killedAt">The entry that is not written any more, as none after it.</param>
    public async Task<string> GoAsync(IChatClient client, long killedAt = long.MaxValue)
    {
        using var journal = Journal.Open(Folder.JournalFile, TimeProvider.System, entry =>
        {
            if (entry.Sequence >= killedAt)
                throw new KilledException();
        });
        string[] tools = [.. Agents.Values.SelectMany(agent => agent.Tools).Distinct()];
        var run = new Run(new RunRequest("requirements.json", null, "p", TestCrew.Environment, "local"), Folder, journal);
        var engine = new StageEngine(new StageGraph([.. tools.Select(tool => new CountedStage(tool, Done))]), run, TimeProvider.System);
        CrewTool Tool(string id) => new(id, $"Does {id}.", ToolEffect.ChangesWorld, TestCrew.Environment, async cancellationToken =>
        {
            var result = await engine.RunAsync(id, cancellationToken);
            return new ToolOutcome(result.Status.ToString().ToLowerInvariant(), result.Summary ?? "", result.Error);
        });
        var cast = new CrewCast(Agents, "orchestrator", [.. tools.Select(Tool)], new CrewLimits());
        return (await new CrewRunner(cast, Mode, client, Confirmation, journal).RunAsync(TestCrew.Task, default)).Summary;
    }

    /// <summary>Changes the journal, as somebody with an editor would.</summary>
    public void Edit(Func<string, string> change) => File.WriteAllText(Folder.JournalFile, change(File.ReadAllText(Folder.JournalFile)));

    public void Dispose() => folder.Dispose();
}

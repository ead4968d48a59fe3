using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Definitions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Crew;

/// <summary>Two agents, or the real five, whose tools only note that they were called.</summary>
internal sealed class TestCrew : IDisposable
{
    public const string Environment = "dev";
    public const string Task = "Deploy it.";

    private readonly TemporaryFolder folder = new();
    private readonly HashSet<string> failing;

    public TestCrew(IReadOnlyDictionary<string, AgentDefinition>? agents = null, params string[] failing)
    {
        this.failing = [.. failing];
        Agents = agents ?? Two();
        Journal = Journal.Open(folder.In("journal.jsonl"), TimeProvider.System);
    }

    public IReadOnlyDictionary<string, AgentDefinition> Agents { get; }

    public Journal Journal { get; }

    /// <summary>Ids of the tools that were carried out, in order.</summary>
    public List<string> Done { get; } = [];

    /// <summary>What its tools that change the world need.</summary>
    public CrewMode Mode { get; set; } = new();

    /// <summary>Answers for whoever is asked; null: nobody is there.</summary>
    public ScriptedConfirmation Confirmation { get; } = new();

    public CrewCast Cast(CrewLimits? limits = null) => new(Agents, "orchestrator", [.. Agents.Values.SelectMany(agent => agent.Tools).Distinct().Select(Tool)], limits ?? new CrewLimits());

    public Task<CrewEnd> EndAsync(IChatClient client, CrewLimits? limits = null, CancellationToken cancellationToken = default) =>
        new CrewRunner(Cast(limits), Mode, client, Confirmation, Journal).RunAsync(Task, cancellationToken);

    public async Task<string> RunAsync(IChatClient client, CrewLimits? limits = null, CancellationToken cancellationToken = default) =>
        (await EndAsync(client, limits, cancellationToken)).Summary;

    public async Task<DeployError> FailsAsync(string code, CrewLimits? limits = null, params Func<ChatMessage>[] script)
    {
        using var client = new ScriptedChatClient(script);
        var error = await Assert.ThrowsAnyAsync<DeployError>(() => RunAsync(client, limits));
        Assert.Equal(code, error.Code);
        Assert.NotEmpty(error.Remedy);
        return error;
    }

    /// <summary>The journal as its file has it.</summary>
    public IReadOnlyList<JournalEntry> ReadJournal() => Journal.ReadEntries(folder.In("journal.jsonl"));

    public void Dispose()
    {
        Journal.Dispose();
        folder.Dispose();
    }

    // What builds changes the world here.
    private CrewTool Tool(string id) => new(id, $"Does {id}.", id.StartsWith("image.", StringComparison.Ordinal) ? ToolEffect.ChangesWorld : ToolEffect.Reads, Environment, _ =>
    {
        Done.Add(id);
        return System.Threading.Tasks.Task.FromResult(failing.Contains(id)
            ? new ToolOutcome("failed", $"{id} broke", new ErrorReport("DC5002", "it broke", "mend it", []))
            : new ToolOutcome("done", $"{id} is done"));
    });

    private static Dictionary<string, AgentDefinition> Two() => new()
    {
        ["orchestrator"] = new("orchestrator", "Leads.", "You lead.", ["run.plan", "run.check"], ["builder"]),
        ["builder"] = new("builder", "Builds.", "You build.", ["image.build"], ["orchestrator"]),
        ["verifier"] = new("verifier", "Verifies.", "You verify.", ["run.verify"], []),
    };
}

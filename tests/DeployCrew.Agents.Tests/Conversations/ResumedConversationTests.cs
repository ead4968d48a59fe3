using DeployCrew.Agents.Definitions;
using DeployCrew.Agents.Rules;
using DeployCrew.Agents.Tests.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;
using static DeployCrew.Agents.Tests.Crew.ScriptedChatClient;

namespace DeployCrew.Agents.Tests.Conversations;

/// <summary>A run that is killed goes on where its journal ends.</summary>
public sealed class ResumedConversationTests
{
    private static readonly IReadOnlyDictionary<string, AgentDefinition> Agents = AgentDefinitions.Load();
    private static readonly (string, object?) Dev = ("environment", "dev");

    // Wrong turns, words, several calls at once, hand-overs: all that a model does.
    private static readonly Func<ChatMessage>[] Stumbling =
    [
        Calls("rm_rf", Dev),
        () => new ChatMessage(ChatRole.Assistant, [new TextContent("Both at once."), Call("requirements_read", Dev), Call("run_plan", Dev)]),
        Says("Hm."),
        () => new ChatMessage(ChatRole.Assistant, [Call("transfer_to_infrastructure", ("reason", "planned")), Call("run_plan", Dev)]),
        Calls("stack_generate", ("environment", "prod")),
        Calls("stack_generate", Dev),
        Calls("end_task_with_summary", ("summary", "generated")),
    ];

    [Fact]
    public async Task Run_RulesKilledAtAnyEntry_EndsTheSameAndDoesNothingTwice() => await KillEverywhereAsync(() => new RuleChatClient(TestCrew.Environment));

    [Fact]
    public async Task Run_StumblingModelKilledAtAnyEntry_EndsTheSameAndDoesNothingTwice() => await KillEverywhereAsync(() => new TurnsChatClient(Stumbling));

    [Fact]
    public async Task Run_KilledTwice_GoesOnTwice()
    {
        using var run = new KillableRun(Agents);
        using var first = new TurnsChatClient(Stumbling);
        using var second = new TurnsChatClient(Stumbling);
        using var third = new TurnsChatClient(Stumbling);

        await Assert.ThrowsAsync<KilledException>(() => run.GoAsync(first, killedAt: 8));
        await Assert.ThrowsAsync<KilledException>(() => run.GoAsync(second, killedAt: 16));

        Assert.Equal("generated", await run.GoAsync(third));
        Assert.Equal(Stumbling.Length, Count(run, JournalKinds.AgentAnswered));
        Assert.Equal(1, Count(run, JournalKinds.ConversationStarted));
    }

    [Fact]
    public async Task Run_ModelThatCouldNotBeAsked_GoesOnWhereItStood()
    {
        using var run = new KillableRun(Agents);
        using var failing = new TurnsChatClient([.. Stumbling[..3], Fails(new HttpRequestException("503"))]);
        using var well = new TurnsChatClient(Stumbling);

        Assert.Equal("DC2007", (await Assert.ThrowsAsync<DeployError>(() => run.GoAsync(failing))).Code);
        Assert.Equal("generated", await run.GoAsync(well));

        Assert.Equal(Stumbling.Length - 3, well.Asked);
        Assert.Equal(["requirements.read", "run.plan", "stack.generate"], run.Done);
        Assert.Equal(1, Count(run, JournalKinds.ConversationStopped));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_AfterAnEnd_BeginsAnewAndTheEngineKnowsWhatIsDone(bool well)
    {
        using var run = new KillableRun(Agents);
        using var first = new TurnsChatClient(well ? Stumbling : [.. Stumbling[..2], .. Enumerable.Repeat(Calls("rm_rf"), 9)]);
        using var second = new TurnsChatClient(Stumbling);
        await Record.ExceptionAsync(() => run.GoAsync(first));

        Assert.Equal("generated", await run.GoAsync(second));

        Assert.Equal(2, Count(run, JournalKinds.ConversationStarted));
        Assert.Equal(Stumbling.Length, second.Asked);
        Assert.Equal(["requirements.read", "run.plan", "stack.generate"], run.Done);
    }

    [Fact]
    public async Task Run_OtherInstructionsThanWereRecorded_BeginsAnewAndSaysWhy()
    {
        using var run = new KillableRun(Agents);
        using var first = new TurnsChatClient(Stumbling);
        using var second = new TurnsChatClient(Stumbling);
        await Assert.ThrowsAsync<KilledException>(() => run.GoAsync(first, killedAt: 16));
        run.Agents = Agents.ToDictionary(agent => agent.Key, agent => agent.Value with { Instructions = agent.Value.Instructions + " Be brief." });

        Assert.Equal("generated", await run.GoAsync(second));

        var starts = run.Entries.Where(entry => entry.Kind == JournalKinds.ConversationStarted).ToArray();
        Assert.Equal(2, starts.Length);
        Assert.Contains("recorded is an answer to the question", starts[1].Data!.Value.GetProperty("because").GetString(), StringComparison.Ordinal);
        Assert.Equal(["requirements.read", "run.plan", "stack.generate"], run.Done);
    }

    [Theory]
    [InlineData("\"calls\":[{\"id\"", "\"calls\":[{\"ident\"")]
    [InlineData("Both at once.", "Both, one by one.")]
    [InlineData("\"task\":\"Deploy it.\"", "\"task\":\"Destroy it.\"")]
    public async Task Run_JournalThatSomebodyEdited_BeginsAnew(string part, string instead)
    {
        using var run = new KillableRun(Agents);
        using var first = new TurnsChatClient(Stumbling);
        using var second = new TurnsChatClient(Stumbling);
        await Assert.ThrowsAsync<KilledException>(() => run.GoAsync(first, killedAt: 16));
        run.Edit(journal => journal.Replace(part, instead, StringComparison.Ordinal));

        Assert.Equal("generated", await run.GoAsync(second));

        Assert.NotNull(run.Entries.Last(entry => entry.Kind == JournalKinds.ConversationStarted).Data!.Value.GetProperty("because").GetString());
    }

    [Fact]
    public async Task Run_KilledAfterAYes_DoesNotAskAgain()
    {
        using var run = new KillableRun(Agents) { Mode = new(ApprovalMode.Ask) };
        foreach (var yes in new[] { true, true, true })
            run.Confirmation.Answers.Enqueue(yes);
        using var client = new TurnsChatClient([Calls("requirements_read", Dev), Calls("run_plan", Dev), Calls("end_task_with_summary", ("summary", "x"))]);
        await Assert.ThrowsAsync<KilledException>(() => run.GoAsync(client, killedAt: 5)); // started, answered, approved, called

        await run.GoAsync(client);

        Assert.Equal(2, run.Confirmation.Asked.Count);
    }

    private static async Task KillEverywhereAsync<T>(Func<T> newClient)
        where T : IChatClient
    {
        using var whole = new KillableRun(Agents);
        using var undisturbed = newClient();
        var end = await whole.GoAsync(undisturbed);
        var entries = whole.Entries;
        for (var at = 1L; at <= entries.Count + 1; at++)
        {
            using var run = new KillableRun(Agents);
            using (var killed = newClient())
                await Record.ExceptionAsync(() => run.GoAsync(killed, at));
            using var client = newClient();

            Assert.Equal(end, await run.GoAsync(client));

            // Only what was killed between its effect and its word that it is done is done once more; the engine cannot know.
            string[] again = at <= entries.Count && entries[(int)at - 1] is { Kind: JournalKinds.StageEnded, Key: { } unsaid } ? [unsaid] : [];
            Assert.Equal(whole.Done.Concat(again).Order(StringComparer.Ordinal), run.Done.Order(StringComparer.Ordinal));
            if (at <= entries.Count)
                Assert.Equal(Course(entries), Course(run.Entries));
        }
    }

    // The whole conversation, as if nothing had happened; a stage that was begun twice is not part of it.
    private static IEnumerable<(string, string?, string?, string?)> Course(IReadOnlyList<JournalEntry> entries) => entries
        .Where(entry => entry.Kind.StartsWith("agent.", StringComparison.Ordinal))
        .Select(entry => (entry.Kind, entry.Source, entry.Key, entry.Kind is JournalKinds.AgentAnswered or JournalKinds.ToolCalled or JournalKinds.ToolApproved or JournalKinds.ConversationEnded ? null : entry.Data?.GetRawText()));

    private static int Count(KillableRun run, string kind) => run.Entries.Count(entry => entry.Kind == kind);
}

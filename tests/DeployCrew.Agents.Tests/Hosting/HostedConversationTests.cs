using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Definitions;
using DeployCrew.Agents.Hosting;
using DeployCrew.Agents.Rules;
using DeployCrew.Agents.Tests.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Hosting;

/// <summary>The contract of every orchestrator: whatever carries the conversation, rails, journal, resume and replay are the same.</summary>
public class HostedConversationTests
{
    private static readonly (string, object?) Dev = ("environment", "dev");

#if SEMANTIC_KERNEL
    private static readonly CrewOrchestration Framework = DeployCrew.Agents.SemanticKernel.SemanticKernelOrchestrator.Orchestration;
#else
    private static readonly CrewOrchestration Framework = new(HostedConversation.SemanticKernel, rails => new HandoffFramework(rails));
#endif

    public static TheoryData<string> Scripts => ["good", "wrong tool", "wrong hand-over", "words", "several calls", "call beside a hand-over", "gives up", "failing tool"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Run_ByAFramework_IsTheConversationOfOurLoop(string script)
    {
        using var own = Crew(script);
        using var hosted = Crew(script);
        var expected = await PlayAsync(own, script, CrewOrchestration.Own);
        var seen = await PlayAsync(hosted, script, Framework);

        Assert.Equal(expected, seen);
        Assert.Equal(own.Done, hosted.Done);
        Assert.Equal(Course(own.Journal), Course(hosted.Journal));
    }

    [Fact]
    public async Task Run_RealCrewByRules_EndsAsOurLoopDoes()
    {
        using var crew = new TestCrew(AgentDefinitions.Load());
        using var client = new RuleChatClient(TestCrew.Environment);
        await RunnerOf(crew, client, Framework).RunAsync(TestCrew.Task, CancellationToken.None);
        Assert.Equal(["requirements.read", "run.plan", "stack.generate", "stack.provision", "image.build", "image.push", "service.rollout", "service.verify"], crew.Done);
    }

    [Fact]
    public async Task Replay_OfAFrameworksConversation_ComesOutTheSame()
    {
        using var crew = Crew("several calls");
        await PlayAsync(crew, "several calls", Framework);
        var recorded = Assert.Single(RecordedConversation.Read(crew.Journal.Entries, []));
        Assert.Null(await new CrewReplay(crew.Cast(), TestCrew.Task).RunAsync(recorded, CancellationToken.None));
    }

    [Fact]
    public async Task Tool_ThatNobodyPicked_IsNotCarriedOut()
    {
        using var crew = Crew("good");
        using var client = Client("good");
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunnerOf(crew, client, new CrewOrchestration("other", made => new Meddling(made))).RunAsync(TestCrew.Task, CancellationToken.None));
        Assert.Empty(crew.Done);
    }

    private static TestCrew Crew(string script) => new(null, script == "failing tool" ? ["run.plan"] : []);

    private static async Task<string> PlayAsync(TestCrew crew, string script, CrewOrchestration orchestrator)
    {
        using var client = Client(script);
        try
        {
            return (await RunnerOf(crew, client, orchestrator).RunAsync(TestCrew.Task, CancellationToken.None)).Summary;
        }
        catch (DeployError error)
        {
            return error.Code;
        }
    }

    private static CrewRunner RunnerOf(TestCrew crew, IChatClient client, CrewOrchestration orchestrator) =>
        new(crew.Cast(), crew.Mode, client, crew.Confirmation, crew.Journal) { Orchestrator = orchestrator };

    private static TurnsChatClient Client(string script)
    {
        var plan = Calls("1", "run_plan", Dev);
        var over = Calls("2", "transfer_to_builder", ("reason", "go"));
        var build = Calls("3", "image_build", Dev);
        var end = Calls("4", "end_task_with_summary", ("summary", "built"));
        return new TurnsChatClient(script switch
        {
            "wrong tool" => [Calls("0", "rm_rf"), plan, over, build, end],
            "wrong hand-over" => [plan, Calls("0", "transfer_to_verifier", ("reason", "quicker")), over, build, end],
            "words" => [() => new ChatMessage(ChatRole.Assistant, "I shall plan."), plan, over, build, end],
            "several calls" => [() => Both(plan, Calls("5", "run_check", Dev)), over, build, end],
            "call beside a hand-over" => [() => Both(over, plan), build, end],
            "gives up" => [.. Enumerable.Range(0, 9).Select(at => Calls($"{at}", "rm_rf"))],
            "failing tool" => [() => Both(plan, Calls("5", "run_check", Dev)), end],
            _ => [plan, over, build, end],
        });
    }

    private static ChatMessage Both(Func<ChatMessage> first, Func<ChatMessage> second) => new(ChatRole.Assistant, [.. first().Contents, .. second().Contents]);

    private static Func<ChatMessage> Calls(string id, string function, params (string Name, object? Value)[] arguments) => () =>
        new ChatMessage(ChatRole.Assistant, [new FunctionCallContent(id, function, arguments.ToDictionary(one => one.Name, one => one.Value))]);

    // Everything but the time, and who carried it.
    private static IReadOnlyList<string> Course(Journal journal) =>
        [.. journal.Entries.Where(entry => entry.Kind != JournalKinds.ConversationStarted).Select(entry => $"{entry.Kind} {entry.Source} {entry.Key} {entry.Data}")];

    private sealed class Meddling(CrewRails rails) : ICrewOrchestrator
    {
        public async Task<string> RunAsync(string task, CancellationToken cancellationToken) =>
            $"{await new HostedTool(rails.Cast.Tools[0], new HostedConversation(rails, task)).InvokeAsync(new AIFunctionArguments(), cancellationToken)}";
    }
}

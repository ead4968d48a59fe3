using System.Text.Json;
using DeployCrew.Agents.Crew;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;
using static DeployCrew.Agents.Tests.Crew.ScriptedChatClient;

namespace DeployCrew.Agents.Tests.Crew;

/// <summary>An agent that does something wrong is told, and may put it right; not for ever.</summary>
public sealed class RepairTests : IDisposable
{
    private static readonly (string, object?) Dev = ("environment", "dev");
    private static readonly Func<ChatMessage> End = Calls("end_task_with_summary", ("summary", "done after all"));

    private readonly TestCrew crew = new();

    public void Dispose() => crew.Dispose();

    public static TheoryData<string, string, string[]> Missteps => new()
    {
        { "DC2002", "rm_rf", ["'rm_rf'", "run_plan", "run_check", "transfer_to_builder", "end_task_with_summary"] },
        { "DC2002", "image_build", ["'image_build'", "run_plan"] },
        { "DC2004", "transfer_to_verifier", ["'verifier'", "builder"] },
        { "DC2003", "transfer_to_builder", ["'reason' is missing", "'environment' is not known here"] },
        { "DC2003", "end_task_with_summary", ["'summary' is missing"] },
    };

    [Theory]
    [MemberData(nameof(Missteps))]
    public async Task Run_AMisstep_IsToldAsTheResultAndCanBePutRight(string code, string function, string[] told)
    {
        using var client = new ScriptedChatClient(Calls(function, Dev), Calls("run_plan", Dev), End);

        Assert.Equal("done after all", await crew.RunAsync(client));

        Assert.All(told, part => Assert.Contains(part, ResultOf(client.Asked[1].Messages), StringComparison.Ordinal));
        var corrected = crew.Journal.Entries.Single(entry => entry.Kind == JournalKinds.AgentCorrected);
        Assert.Equal(("orchestrator", function, code), (corrected.Source, corrected.Key, corrected.Data!.Value.GetProperty("code").GetString()));
        Assert.Equal(["run.plan"], crew.Done);
    }

    [Fact]
    public async Task Run_SeveralProblemsOfOneCall_AreToldAtOnce()
    {
        using var client = new ScriptedChatClient(Calls("run_plan", ("environment", "prod"), ("force", true), ("approve", "yes")), End);

        await crew.RunAsync(client);

        var told = ResultOf(client.Asked[1].Messages);
        Assert.All(["'environment' must be dev (was 'prod')", "'force'", "'approve'"], part => Assert.Contains(part, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ArgumentsThatDoNotParse_AreTold()
    {
        using var client = new ScriptedChatClient(
            () => new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "run_plan") { Exception = new JsonException("'}' is missing") }]), End);

        await crew.RunAsync(client);

        Assert.Contains("'}' is missing", ResultOf(client.Asked[1].Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ArgumentsWithoutEnd_AreTold()
    {
        using var client = new ScriptedChatClient(Calls("run_plan", ("environment", new string('x', 100_000))), End);

        await crew.RunAsync(client);

        Assert.Contains("longer than 16384 characters", ResultOf(client.Asked[1].Messages), StringComparison.Ordinal);
        Assert.Empty(crew.Done);
    }

    [Fact]
    public async Task Run_OnlyWords_AreAnsweredAndCanBePutRight()
    {
        using var client = new ScriptedChatClient(Says("I would rather talk."), End);

        Assert.Equal("done after all", await crew.RunAsync(client));

        var last = client.Asked[1].Messages[^1];
        Assert.Equal(ChatRole.User, last.Role);
        Assert.Contains("neither called a tool", last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CallsAfterARefusedOne_AreNotDone()
    {
        using var client = new ScriptedChatClient(
            () => new ChatMessage(ChatRole.Assistant, [Call("rm_rf", Dev), Call("run_plan", Dev), Call("transfer_to_builder", ("reason", "x"))]), End);

        await crew.RunAsync(client);

        Assert.Empty(crew.Done);
        string[] results = [.. Results(client.Asked[1].Messages)];
        Assert.Equal(3, results.Length);
        Assert.All(results[1..], result => Assert.StartsWith("Not done:", result, StringComparison.Ordinal));
        Assert.Equal("You lead.", client.Asked[1].Options.Instructions!.Split('\n')[0]);
    }

    [Fact]
    public async Task Run_CallsAfterOneThatFailed_AreNotDone()
    {
        using var failing = new TestCrew(null, "run.plan");
        using var client = new ScriptedChatClient(() => new ChatMessage(ChatRole.Assistant, [Call("run_plan", Dev), Call("run_check", Dev)]), End);

        await failing.RunAsync(client);

        Assert.Equal(["run.plan"], failing.Done);
    }

    [Fact]
    public async Task Run_OnceTooOftenInOneTurn_FailsWithWhatWasWrong()
    {
        var error = await crew.FailsAsync("DC2002", new CrewLimits(RepairsPerTurn: 2), Calls("one"), Calls("two"), Calls("three"), End);

        Assert.Contains("'three'", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Corrections());
    }

    [Fact]
    public async Task Run_OnceTooOftenInAllTurns_FailsWithWhatWasWrong()
    {
        var over = Calls("transfer_to_builder", ("reason", "x"));
        var back = Calls("transfer_to_orchestrator", ("reason", "x"));

        await crew.FailsAsync("DC2002", new CrewLimits(RepairsPerTurn: 2, Repairs: 3), Calls("one"), Calls("two"), over, Calls("three"), back, Calls("four"), End);

        Assert.Equal(3, Corrections());
    }

    [Fact]
    public async Task Run_AfterAHandOver_RepairsBeginAnew()
    {
        using var client = new ScriptedChatClient(Calls("one"), Calls("transfer_to_builder", ("reason", "x")), Calls("two"), End);

        Assert.Equal("done after all", await crew.RunAsync(client, new CrewLimits(RepairsPerTurn: 1)));
    }

    [Fact]
    public async Task Run_NameThatHidesAndShouts_IsQuotedCleanAndShort()
    {
        using var client = new ScriptedChatClient(Calls("rm\u001b[31m\u202e" + new string('x', 5000)), End);

        await crew.RunAsync(client);

        var told = ResultOf(client.Asked[1].Messages);
        Assert.DoesNotContain('\u001b', told);
        Assert.DoesNotContain('\u202e', told);
        Assert.True(told.Length < 1000);
    }

    private int Corrections() => crew.Journal.Entries.Count(entry => entry.Kind == JournalKinds.AgentCorrected);

    private static string ResultOf(IEnumerable<ChatMessage> messages) => Results(messages).First();

    private static IEnumerable<string> Results(IEnumerable<ChatMessage> messages) =>
        messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => (string)result.Result!);
}

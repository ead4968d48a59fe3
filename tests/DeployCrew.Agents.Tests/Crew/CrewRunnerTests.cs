using System.Text.Json;
using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Prompts;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;
using static DeployCrew.Agents.Tests.Crew.ScriptedChatClient;

namespace DeployCrew.Agents.Tests.Crew;

public sealed class CrewRunnerTests : IDisposable
{
    private static readonly (string, object?) Dev = ("environment", "dev");

    private readonly TestCrew crew = new();

    public void Dispose() => crew.Dispose();

    [Fact]
    public async Task Run_ToolsHandOverAndEnd_CarriesThemOutInOrder()
    {
        using var client = new ScriptedChatClient(
            Calls("run_plan", Dev), Calls("transfer_to_builder", ("reason", "planned")), Calls("image_build", Dev), Calls("end_task_with_summary", ("summary", "all done")));

        Assert.Equal("all done", await crew.RunAsync(client));
        Assert.Equal(["run.plan", "image.build"], crew.Done);
        Assert.Equal(
            [(JournalKinds.ToolCalled, "run.plan"), (JournalKinds.ToolReturned, "run.plan"), (JournalKinds.HandedOff, "builder"),
                (JournalKinds.ToolCalled, "image.build"), (JournalKinds.ToolReturned, "image.build")],
            crew.Journal.Entries.Where(entry => entry.Key is not null).Select(entry => (entry.Kind, entry.Key!)));
    }

    [Fact]
    public async Task Run_EachAgent_IsOfferedItsOwnToolsAndHandOversOnly()
    {
        using var client = new ScriptedChatClient(Calls("transfer_to_builder", ("reason", "go")), Calls("end_task_with_summary", ("summary", "")));

        await crew.RunAsync(client);

        Assert.Equal(["run_plan", "run_check", "transfer_to_builder", "end_task_with_summary"], client.Asked[0].Options.Tools!.Select(tool => tool.Name));
        Assert.Equal(["image_build", "transfer_to_orchestrator", "end_task_with_summary"], client.Asked[1].Options.Tools!.Select(tool => tool.Name));
        Assert.Equal(["You lead.", Fence.Rule], client.Asked[0].Options.Instructions!.Split('\n'));
        Assert.Equal(["You build.", Fence.Rule], client.Asked[1].Options.Instructions!.Split('\n'));
    }

    [Fact]
    public async Task Run_SeveralCallsInOneAnswer_AllHaveResults()
    {
        using var client = new ScriptedChatClient(
            () => new ChatMessage(ChatRole.Assistant, [Call("run_plan", Dev), Call("run_check", Dev)]), Calls("end_task_with_summary", ("summary", "x")));

        await crew.RunAsync(client);

        Assert.Equal(["run.plan", "run.check"], crew.Done);
        var contents = client.Asked[1].Messages.SelectMany(message => message.Contents).ToArray();
        Assert.Equal(contents.OfType<FunctionCallContent>().Select(call => call.CallId), contents.OfType<FunctionResultContent>().Select(result => result.CallId));
    }

    [Fact]
    public async Task Run_CallsAfterAHandOverInOneAnswer_StillHaveResults()
    {
        // Model services refuse a conversation in which a call has no result.
        using var client = new ScriptedChatClient(
            () => new ChatMessage(ChatRole.Assistant, [Call("transfer_to_builder", ("reason", "go")), Call("run_plan", Dev)]),
            Calls("end_task_with_summary", ("summary", "x")));

        await crew.RunAsync(client);

        Assert.Empty(crew.Done); // the work was the builder's by then
        var contents = client.Asked[1].Messages.SelectMany(message => message.Contents).ToArray();
        Assert.Equal(contents.OfType<FunctionCallContent>().Select(call => call.CallId), contents.OfType<FunctionResultContent>().Select(result => result.CallId));
    }

    [Theory]
    [InlineData("rm_rf")]
    [InlineData("image_build")]
    [InlineData("run.plan")]
    public async Task Run_ToolThatTheAgentDoesNotHave_FailsWithDC2002(string tool)
    {
        var error = await crew.FailsAsync("DC2002", null, Calls(tool, Dev));

        Assert.Contains(tool, error.Message, StringComparison.Ordinal);
        Assert.Empty(crew.Done);
    }

    [Fact]
    public async Task Run_NoArguments_FailsWithDC2003()
    {
        await crew.FailsAsync("DC2003", null, Calls("run_plan"));
        await crew.FailsAsync("DC2003", null, () => new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "run_plan")]));
        Assert.Empty(crew.Done);
    }

    [Fact]
    public async Task Run_StrayArgument_FailsWithDC2003() =>
        Assert.Contains("'force'", (await crew.FailsAsync("DC2003", null, Calls("run_plan", Dev, ("force", true)))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Run_AnotherEnvironment_FailsWithDC2003()
    {
        foreach (var value in new object?[] { "prod", "DEV", 7, null, JsonDocument.Parse("\"prod\"").RootElement, JsonDocument.Parse("[\"dev\"]").RootElement })
            Assert.Contains("'environment' must be", (await crew.FailsAsync("DC2003", null, Calls("run_plan", ("environment", value)))).Message, StringComparison.Ordinal);
        Assert.Empty(crew.Done);
    }

    [Fact]
    public async Task Run_EnvironmentAsJson_IsTaken()
    {
        using var client = new ScriptedChatClient(
            Calls("run_plan", ("environment", JsonDocument.Parse("\"dev\"").RootElement)), Calls("end_task_with_summary", ("summary", "x")));

        await crew.RunAsync(client);

        Assert.Equal(["run.plan"], crew.Done);
    }

    [Fact]
    public async Task Run_ArgumentsThatDoNotParse_FailWithDC2003() => await crew.FailsAsync("DC2003", null, () => new ChatMessage(
        ChatRole.Assistant, [new FunctionCallContent("1", "run_plan") { Exception = new JsonException("'}' is missing") }]));

    [Theory]
    [InlineData("verifier")]
    [InlineData("orchestrator")]
    [InlineData("nobody")]
    public async Task Run_HandOverThatIsNotAllowed_FailsWithDC2004(string receiver)
    {
        var error = await crew.FailsAsync("DC2004", null, Calls("transfer_to_" + receiver, ("reason", "x")));

        Assert.Contains("builder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SameToolForEver_FailsWithDC2005()
    {
        await crew.FailsAsync("DC2005", null, Calls("run_plan", Dev));

        Assert.Equal(new CrewLimits().CallsPerTool, crew.Done.Count);
    }

    [Fact]
    public async Task Run_TooManyTurns_FailsWithDC2005() =>
        await crew.FailsAsync("DC2005", new CrewLimits(TurnsPerAgent: 2, CallsPerTool: 100), Calls("run_plan", Dev));

    [Fact]
    public async Task Run_HandOversInACircle_FailWithDC2005()
    {
        var circle = Enumerable.Range(0, 40).Select(index => Calls(index % 2 == 0 ? "transfer_to_builder" : "transfer_to_orchestrator", ("reason", "you"))).ToArray();

        await crew.FailsAsync("DC2005", null, circle);

        Assert.InRange(crew.Journal.Entries.Count(entry => entry.Kind == JournalKinds.HandedOff), 12, 13);
    }

    [Fact]
    public async Task Run_OnlyWords_FailsWithDC2006()
    {
        var error = await crew.FailsAsync("DC2006", null, Says("I would rather talk."));

        Assert.Contains("I would rather talk.", error.Message, StringComparison.Ordinal);
        Assert.All(
            crew.Journal.Entries.Where(entry => entry.Kind == JournalKinds.AgentAnswered),
            entry => Assert.Equal("I would rather talk.", entry.Data!.Value.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Run_ModelFails_FailsWithDC2007()
    {
        foreach (var cause in new Exception[]
        {
            new HttpRequestException("401"), new InvalidOperationException("no key"), new JsonException("not json"), new TimeoutException("slow"),
            new TaskCanceledException("the request was canceled due to the configured HttpClient.Timeout"),
        })
        {
            var error = await crew.FailsAsync("DC2007", null, Fails(cause));
            Assert.True(error.IsTransient);
            Assert.Same(cause, error.InnerException);
        }
    }

    [Fact]
    public async Task Run_Cancelled_IsNotAnError()
    {
        using var client = new ScriptedChatClient(Fails(new OperationCanceledException()));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => crew.RunAsync(client, cancellationToken: cancelled.Token));
    }

    [Fact]
    public async Task Run_FailedTool_TellsTheAgent()
    {
        using var failing = new TestCrew(null, "run.plan");
        using var client = new ScriptedChatClient(Calls("run_plan", Dev), Calls("end_task_with_summary", ("summary", "it broke")));

        Assert.Equal("it broke", await failing.RunAsync(client));
        var result = client.Asked[1].Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Single();
        Assert.Contains("DC5002", (string)result.Result!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ToolOfADefinitionThatDoesNotExist_FailsWithDC2001()
    {
        using var client = new ScriptedChatClient(Says("x"));
        var runner = new CrewRunner(crew.Cast() with { Tools = [] }, new CrewMode(), client, crew.Confirmation, crew.Journal);

        Assert.Equal("DC2001", (await Assert.ThrowsAsync<DeployError>(() => runner.RunAsync("x", default))).Code);
    }
}

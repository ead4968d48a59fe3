using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;
using static DeployCrew.Agents.Tests.Crew.ScriptedChatClient;

namespace DeployCrew.Agents.Tests.Crew;

/// <summary>What stands before a tool that changes the world. Here it is image.build.</summary>
public sealed class PermissionTests : IDisposable
{
    private static readonly (string, object?) Dev = ("environment", "dev");

    private static readonly Func<ChatMessage>[] Builds =
        [Calls("run_plan", Dev), Calls("transfer_to_builder", ("reason", "go")), Calls("image_build", Dev), Calls("end_task_with_summary", ("summary", "built"))];

    private readonly TestCrew crew = new();

    public void Dispose() => crew.Dispose();

    [Fact]
    public void Tool_ByItself_CannotBeInvoked() => Assert.IsNotType<AIFunction>(crew.Cast().Tools[0], exactMatch: false);

    [Fact]
    public async Task Run_ReadOnly_LooksAndChangesNothing()
    {
        crew.Mode = new CrewMode(ReadOnly: true);
        using var client = new ScriptedChatClient(Builds);

        var end = await crew.EndAsync(client);

        Assert.Equal(["run.plan"], crew.Done);
        Assert.Equal(["image.build"], end.Withheld);
        Assert.Contains("read-only", (string)client.Asked[3].Messages[^1].Contents.OfType<FunctionResultContent>().Single().Result!, StringComparison.Ordinal);
        Assert.DoesNotContain(crew.Journal.Entries, entry => entry.Kind == JournalKinds.ToolCalled && entry.Key == "image.build");
    }

    [Fact]
    public async Task Run_Ask_AsksBeforeWhatChangesTheWorldOnly()
    {
        crew.Mode = new CrewMode(ApprovalMode.Ask);
        crew.Confirmation.Answers.Enqueue(true);
        using var client = new ScriptedChatClient(Builds);

        Assert.Equal("built", await crew.RunAsync(client));

        Assert.Equal(["run.plan", "image.build"], crew.Done);
        var question = Assert.Single(crew.Confirmation.Asked);
        Assert.All(["builder", "image.build", "'dev'", "Does image.build."], part => Assert.Contains(part, question, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_AskedAndRefused_EndsUndoneAndAsksAgainWhenResumed()
    {
        crew.Mode = new CrewMode(ApprovalMode.Ask);
        crew.Confirmation.Answers.Enqueue(false);
        crew.Confirmation.Answers.Enqueue(true);
        using var client = new TurnsChatClient(Builds);

        var error = await Assert.ThrowsAsync<DeployError>(() => crew.RunAsync(client));

        Assert.Equal("DC2009", error.Code);
        Assert.Equal(["run.plan"], crew.Done);
        Assert.Equal(JournalKinds.ConversationStopped, crew.Journal.Entries[^1].Kind);
        Assert.Equal("built", await crew.RunAsync(client));
        Assert.Equal(["run.plan", "image.build"], crew.Done);
        Assert.Equal(4, client.Asked); // nothing was asked of the model twice
    }

    [Fact]
    public async Task Run_Auto_AsksNobody()
    {
        using var client = new ScriptedChatClient(Builds);

        await crew.RunAsync(client);

        Assert.Empty(crew.Confirmation.Asked);
        Assert.Equal(["run.plan", "image.build"], crew.Done);
    }

    [Fact]
    public async Task Run_PlanBoundWithoutAPlan_ChangesNothing()
    {
        crew.Mode = new CrewMode(ApprovalMode.PlanBound);
        using var client = new ScriptedChatClient(Builds);

        Assert.Equal("DC2011", (await Assert.ThrowsAsync<DeployError>(() => crew.RunAsync(client))).Code);
        Assert.Equal(["run.plan"], crew.Done);
    }

    [Fact]
    public async Task Run_PlanBoundWithAPlan_GoesThrough()
    {
        crew.Mode = new CrewMode(ApprovalMode.PlanBound, Plan: "abc");
        using var client = new ScriptedChatClient(Builds);

        Assert.Equal("built", await crew.RunAsync(client));
    }

    [Fact]
    public async Task Call_OfAnAgentThatHasNotTheWork_IsNotDone()
    {
        using var client = new ScriptedChatClient(Builds);
        using var conversation = new Conversation([], crew.Journal);
        var rails = new CrewRails(crew.Cast(), crew.Mode, conversation, client, crew.Confirmation);

        var result = await rails.CallAsync("builder", CrewCall.Of(Call("image_build", Dev)), default);

        Assert.Equal("Not done: orchestrator has the work.", result);
        Assert.Empty(crew.Done);
    }

    [Fact]
    public async Task Call_AfterTheEnd_IsNotDone()
    {
        using var client = new ScriptedChatClient(Builds);
        using var conversation = new Conversation([], crew.Journal);
        var rails = new CrewRails(crew.Cast(), crew.Mode, conversation, client, crew.Confirmation);

        await rails.CallAsync("orchestrator", CrewCall.Of(Call("end_task_with_summary", ("summary", "x"))), default);
        var result = await rails.CallAsync("orchestrator", CrewCall.Of(Call("run_plan", Dev)), default);

        Assert.Equal("Not done: the task has ended.", result);
        Assert.Empty(crew.Done);
    }
}

using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Crew;
using DeployCrew.Agents.Tests.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using Microsoft.Extensions.AI;
using static DeployCrew.Agents.Tests.Crew.ScriptedChatClient;

namespace DeployCrew.Agents.Tests.Conversations;

/// <summary>A recorded conversation, played once more.</summary>
public sealed class CrewReplayTests : IDisposable
{
    private static readonly (string, object?) Dev = ("environment", "dev");

    private static readonly Func<ChatMessage>[] Script =
    [
        Calls("rm_rf"), Calls("run_plan", Dev), Calls("transfer_to_builder", ("reason", "go")), Calls("image_build", Dev), Calls("end_task_with_summary", ("summary", "built")),
    ];

    private readonly TestCrew crew = new();

    public void Dispose() => crew.Dispose();

    [Fact]
    public async Task Replay_WhatWasRecorded_ComesOutTheSameWithoutEffect()
    {
        var entries = await RecordAsync();
        var done = crew.Done.Count;

        Assert.Null(await ReplayAsync(entries));

        Assert.Equal(done, crew.Done.Count);
        Assert.Equal(entries.Count, crew.Journal.Entries.Count);
    }

    [Fact]
    public async Task Replay_OfAnAnswer_HasModelAndTokens()
    {
        var entries = await RecordAsync();

        var answer = RecordedConversation.Read(entries, []).Single().Steps.Select(step => step.Data).OfType<CrewAnswer>().First();

        Assert.Equal(("scripted-1", 100, 7), (answer.Model, answer.InputTokens, answer.OutputTokens));
        Assert.Matches("^[0-9a-f]{64}$", answer.Request);
    }

    [Fact]
    public async Task Replay_CutOffAnywhere_ComesOutTheSameSoFar()
    {
        var entries = await RecordAsync();

        for (var length = 1; length <= entries.Count; length++)
            Assert.Null(await ReplayAsync([.. entries.Take(length)]));
    }

    [Fact]
    public async Task Replay_OfAgentsThatGaveUp_ComesOutTheSame()
    {
        using var client = new TurnsChatClient([.. Enumerable.Repeat(Calls("rm_rf"), 9)]);
        await Assert.ThrowsAsync<AgentError>(() => crew.RunAsync(client));

        Assert.Null(await ReplayAsync(crew.Journal.Entries));
    }

    [Fact]
    public async Task Replay_OfAReadOnlyRun_ComesOutTheSame()
    {
        crew.Mode = new CrewMode(ReadOnly: true);

        Assert.Null(await ReplayAsync(await RecordAsync()));
    }

    [Fact]
    public async Task Replay_OfAnApprovedRun_AsksNobody()
    {
        crew.Mode = new CrewMode(ApprovalMode.Ask);
        crew.Confirmation.Answers.Enqueue(true);

        Assert.Null(await ReplayAsync(await RecordAsync()));
        Assert.Single(crew.Confirmation.Asked);
    }

    [Fact]
    public async Task Replay_AnyEntryLeftOut_Diverges()
    {
        var entries = await RecordAsync();

        for (var index = 1; index < entries.Count - 1; index++)
            Assert.NotNull(await ReplayAsync([.. entries.Where((_, other) => other != index)]));
    }

    [Theory]
    [InlineData(JournalKinds.AgentAnswered, "rm_rf", "run_check", 1)] // an answer that was another one
    [InlineData(JournalKinds.AgentAnswered, "run_plan", "image_build", 2)] // a call that the rails would have refused
    [InlineData(JournalKinds.AgentAnswered, "\\\"dev\\\"", "\\\"prod\\\"", 2)]
    [InlineData(JournalKinds.ToolReturned, "is done", "is not done", 3)] // a result that the next question does not hold
    [InlineData(JournalKinds.HandedOff, "go", "went", 3)]
    [InlineData(JournalKinds.AgentCorrected, "rm_rf", "rm", 1)]
    [InlineData(JournalKinds.AgentAnswered, "scripted-1", "scripted-2", 5)] // what nothing depends on
    [InlineData(JournalKinds.ConversationEnded, "built", "verified", 5)]
    [InlineData(JournalKinds.ConversationStarted, "Deploy it.", "Destroy it.", 0)]
    public async Task Replay_OfAnEditedEntry_SaysTheTurn(string kind, string part, string instead, int turn)
    {
        var entries = await RecordAsync();
        var edited = false;

        var divergence = await ReplayAsync([.. entries.Select(entry =>
        {
            var text = entry.Data?.GetRawText() ?? "null";
            part = part.Replace("\\\"", "\"", StringComparison.Ordinal);
            instead = instead.Replace("\\\"", "\"", StringComparison.Ordinal);
            if (edited || entry.Kind != kind || !text.Contains(part, StringComparison.Ordinal))
                return entry;
            edited = true;
            return entry with { Data = System.Text.Json.JsonDocument.Parse(text.Replace(part, instead, StringComparison.Ordinal)).RootElement };
        })]);

        Assert.True(edited);
        Assert.NotNull(divergence);
        Assert.Equal(turn, divergence.Turn);
        Assert.NotEqual(divergence.Recorded, divergence.Expected);
    }

    [Fact]
    public async Task Read_EntriesThatAreNotWhatTheyShouldBe_TellsEachOfThem()
    {
        var entries = await RecordAsync();
        var problems = new List<string>();

        RecordedConversation.Read([.. entries.Select(entry => entry.Kind is JournalKinds.AgentAnswered or JournalKinds.ToolReturned
            ? entry with { Data = System.Text.Json.JsonDocument.Parse("""{"summary":null}""").RootElement } : entry)], problems);

        Assert.Equal(entries.Count(entry => entry.Kind is JournalKinds.AgentAnswered or JournalKinds.ToolReturned), problems.Count);
        Assert.All(problems, problem => Assert.StartsWith("entry ", problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replay_OfAnotherOrchestrator_FailsWithDC2016()
    {
        var entries = await RecordAsync();
        var recorded = RecordedConversation.Read(entries, []).Single();
        var other = recorded with { Begun = recorded.Begun with { Data = recorded.Start with { Orchestrator = "elsewhere" } } };

        var error = await Assert.ThrowsAsync<DeployError>(() => new CrewReplay(crew.Cast(), TestCrew.Task).RunAsync(other, default));

        Assert.Equal("DC2016", error.Code);
    }

    private async Task<IReadOnlyList<JournalEntry>> RecordAsync()
    {
        using var client = new TurnsChatClient(Script);
        await crew.RunAsync(client);
        return crew.Journal.Entries;
    }

    private Task<Divergence?> ReplayAsync(IReadOnlyList<JournalEntry> entries) =>
        new CrewReplay(crew.Cast(), TestCrew.Task).RunAsync(RecordedConversation.Read(entries, []).Single(), default);
}

using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Crew;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;

namespace DeployCrew.Agents.Tests.Crew;

/// <summary>Whatever a model picks: the rails hold, it ends, and it comes out the same once more.</summary>
public sealed class RandomModelTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Run_AnythingAtAll_KeepsToTheRailsAndEnds(int seed)
    {
        using var crew = new TestCrew { Mode = new CrewMode(ReadOnly: seed % 3 == 0) };
        using var client = new RandomChatClient(seed);

        // Many chances to go wrong, so that many of them are met.
        var limits = new CrewLimits(RepairsPerTurn: 8, Repairs: 40);
        var error = await Record.ExceptionAsync(() => crew.RunAsync(client, limits));

        Assert.True(error is null or AgentError, $"{error}");
        var entries = crew.Journal.Entries;
        Assert.Equal(JournalKinds.ConversationEnded, entries[^1].Kind);
        var called = entries.Where(entry => entry.Kind == JournalKinds.ToolCalled).ToArray();
        Assert.Equal(crew.Done, called.Select(entry => entry.Key!));
        Assert.All(called, entry => Assert.Contains(entry.Key, crew.Agents[entry.Source!].Tools));
        Assert.All(called, entry => Assert.False(crew.Mode.ReadOnly && entry.Key!.StartsWith("image.", StringComparison.Ordinal)));
        Assert.All(called.CountBy(entry => entry.Key!), tool => Assert.True(tool.Value <= limits.CallsPerTool));
        Assert.All(entries.Where(entry => entry.Kind == JournalKinds.HandedOff), entry => Assert.Contains(entry.Key, crew.Agents[entry.Source!].Handoffs));

        // As it is on disk, not as it is in memory.
        var recorded = RecordedConversation.Read(crew.ReadJournal(), []).Single();
        Assert.Null(await new CrewReplay(crew.Cast(limits), TestCrew.Task).RunAsync(recorded, default));
    }
}

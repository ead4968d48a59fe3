using DeployCrew.Agents.Definitions;
using DeployCrew.Agents.Rules;
using DeployCrew.Agents.Tests.Crew;
using DeployCrew.Core.Runs;

namespace DeployCrew.Agents.Tests.Rules;

/// <summary>The real five agents, played by rules.</summary>
public sealed class RuleChatClientTests
{
    private static readonly IReadOnlyDictionary<string, AgentDefinition> Agents = AgentDefinitions.Load();

    [Fact]
    public async Task Run_NothingFails_PlaysEveryAgentInOrderAndEachToolOnce()
    {
        using var crew = new TestCrew(Agents);
        using var rules = new RuleChatClient(TestCrew.Environment);

        await crew.RunAsync(rules);

        string[] order = ["orchestrator", "infrastructure", "build", "deploy", "verifier"];
        Assert.Equal(order[1..], HandOvers(crew));
        Assert.Equal(order.SelectMany(name => Agents[name].Tools), crew.Done);
    }

    [Theory]
    [MemberData(nameof(ToolsBeforeTheRollout))]
    public async Task Run_AToolFails_StopsThere(string tool)
    {
        using var crew = new TestCrew(Agents, tool);
        using var rules = new RuleChatClient(TestCrew.Environment);

        Assert.Contains($"{tool} broke", await crew.RunAsync(rules), StringComparison.Ordinal);
        Assert.Equal(tool, crew.Done[^1]);
    }

    [Fact]
    public async Task Run_RolloutFails_AsksTheVerifierWhatServes()
    {
        using var crew = new TestCrew(Agents, "service.rollout");
        using var rules = new RuleChatClient(TestCrew.Environment);

        await crew.RunAsync(rules);

        Assert.Equal("verifier", HandOvers(crew).Last());
        Assert.Equal(Agents["verifier"].Tools, crew.Done.SkipWhile(tool => tool != "service.rollout").Skip(1));
    }

    public static TheoryData<string> ToolsBeforeTheRollout() => [.. new[] { "orchestrator", "infrastructure", "build" }.SelectMany(name => Agents[name].Tools)];

    private static IEnumerable<string> HandOvers(TestCrew crew) => crew.Journal.Entries.Where(entry => entry.Kind == JournalKinds.HandedOff).Select(entry => entry.Key!);
}

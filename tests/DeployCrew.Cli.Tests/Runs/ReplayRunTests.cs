namespace DeployCrew.Cli.Tests.Runs;

/// <summary>A run's conversation, played once more from its journal.</summary>
[Trait("Category", "long")]
public sealed class ReplayRunTests(CliHome home) : IClassFixture<CliHome>
{
    [Fact]
    public async Task Replay_ARun_ComesOutTheSameAndLeavesNoTrace()
    {
        var journal = await RunAsync("replayed", whole: true);
        var before = World.Of(home);
        var written = await File.ReadAllTextAsync(journal);

        var text = await home.RunAsync("replay", NameOf(journal));
        var data = await home.JsonAsync(0, "replay", NameOf(journal));

        Assert.Equal(0, text.ExitCode);
        Assert.Contains("orchestrator → infrastructure", text.Output, StringComparison.Ordinal);
        Assert.Contains("calls stack_provision {\"environment\":\"dev\"}", text.Output, StringComparison.Ordinal);
        Assert.Contains("service.verify done: 9 of 9 checks hold", text.Output, StringComparison.Ordinal);
        Assert.EndsWith("It comes out the same.", text.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.True(data["isSame"]!.GetValue<bool>());
        Assert.Equal("rules", data["conversations"]![0]!["start"]!["client"]!.ToString());
        Assert.Equal(written, await File.ReadAllTextAsync(journal));
        Assert.Equal(before, World.Of(home));
    }

    [Fact]
    public async Task Replay_OfAnEditedJournal_SaysTheTurn()
    {
        var journal = await RunAsync("edited");
        await File.WriteAllTextAsync(journal, (await File.ReadAllTextAsync(journal)).Replace("web: static site", "web: something else", StringComparison.Ordinal));

        var replayed = await home.RunAsync("replay", NameOf(journal));

        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("DC2015", replayed.Errors, StringComparison.Ordinal);
        Assert.Contains("turn 3", replayed.Errors, StringComparison.Ordinal);
        Assert.Contains("recorded: ", replayed.Errors, StringComparison.Ordinal);
        Assert.Contains("expected: ", replayed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfADamagedJournal_TellsEveryEntry()
    {
        var journal = await RunAsync("damaged");
        await File.WriteAllTextAsync(journal, (await File.ReadAllTextAsync(journal)).Replace("\"request\":", "\"requested\":", StringComparison.Ordinal));

        var replayed = await home.RunAsync("replay", NameOf(journal));

        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("DC2014", replayed.Errors, StringComparison.Ordinal);
        Assert.Equal(CliHome.Count(journal, "agent.answered"), replayed.Errors.Split('\n').Count(line => line.TrimStart().StartsWith("entry ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Replay_OfARunWithoutAConversation_FailsWithDC2013()
    {
        var journal = await RunAsync("older");
        await File.WriteAllLinesAsync(journal, (await File.ReadAllLinesAsync(journal)).Where(line => !line.Contains("\"kind\":\"agent.", StringComparison.Ordinal)));

        var replayed = await home.RunAsync("replay", NameOf(journal));

        Assert.Equal(1, replayed.ExitCode);
        Assert.Contains("DC2013", replayed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfARunThatWasKilled_EndsWhereItDid()
    {
        var journal = await RunAsync("cut");
        var lines = await File.ReadAllLinesAsync(journal);
        await File.WriteAllLinesAsync(journal, lines.Take(lines.Length / 2));

        var replayed = await home.JsonAsync(0, "replay", NameOf(journal));

        Assert.Null(replayed["conversations"]![0]!["end"]);
        Assert.Contains("was cut off", (await home.RunAsync("replay", NameOf(journal))).Output, StringComparison.Ordinal);
    }

    private static string NameOf(string journal) => Path.GetFileName(Path.GetDirectoryName(journal))!;

    // A read-only run talks as any other, and is over sooner.
    private async Task<string> RunAsync(string project, bool whole = false)
    {
        var folder = home.CopySample("hello-static", "replay-" + project);
        var report = whole ? await home.JsonAsync(0, "run", folder) : await home.JsonAsync(6, "run", folder, "--read-only");
        return home.Journals().Single(one => NameOf(one) == report["runId"]!.ToString());
    }
}

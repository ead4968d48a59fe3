using System.Text;
using DeployCrew.Core.Runs;

namespace DeployCrew.Cli.Tests.Simulation;

/// <summary>Strategy × event: how each rollout has to end, first deployment and second. <c>UPDATE_GOLDEN=1</c> writes docs/rollout-matrix.md anew.</summary>
public sealed class RolloutMatrixTests
{
    public static TheoryData<string, string, bool> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, bool>();
            foreach (var (one, strategy, first) in Every())
                cells.Add(one.Name, strategy, first);
            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Rollout_OfACell_EndsAsItHasTo(string name, string strategy, bool first)
    {
        var cell = MatrixEvents.All.First(one => one.Name == name);
        var report = Simulations.Run(strategy, cell.Faults(strategy, first), first: first, approval: cell.Approval, analysis: cell.Analysis);
        var expected = (first ? cell.First : cell.Second)(strategy);
        Assert.True(expected == Simulations.Outcome(report), $"expected {expected}; was {Simulations.Outcome(report)}: {report.Error?.Message}\n{string.Join('\n', report.Lines)}");
        if (report.Verdict is Verdict.Verified)
            Assert.All(report.Checks, check => Assert.True(check.Holds, check.What));
    }

    [Fact]
    public void Table_OfAllCells_IsTheOneInTheRepository()
    {
        var file = Path.Combine(Repository.Root, "docs", "rollout-matrix.md");
        var text = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.Equal(text, File.ReadAllText(file));
    }

    private static IEnumerable<(MatrixEvent Event, string Strategy, bool First)> Every() =>
        from one in MatrixEvents.All
        from strategy in MatrixEvents.Strategies
        from first in new[] { false, true }
        where (first ? one.First : one.Second)(strategy) is not null
        select (one, strategy, first);

    private static string Table()
    {
        var text = new StringBuilder("""
            # How rollouts end

            What `deploycrew simulate` says of four tasks, with `failureThreshold` 2 and everything else as by default: verdict, exit code, error, and who has
            production's traffic at the end. v1 is what is live before, v2 what is rolled out, v3 somebody else's. Written by `RolloutMatrixTests`, which
            holds every cell against an expectation with its reason.


            """);
        Part(text, "With a version that is live", first: false);
        Part(text, "The first deployment", first: true);
        return text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static void Part(StringBuilder text, string title, bool first)
    {
        text.Append($"## {title}\n\n| event | {string.Join(" | ", MatrixEvents.Strategies)} | why |\n|---|{string.Concat(MatrixEvents.Strategies.Select(_ => "---|"))}---|\n");
        foreach (var one in MatrixEvents.All)
        {
            string Cell(string strategy) => (first ? one.First : one.Second)(strategy) is null ? "–"
                : Simulations.Outcome(Simulations.Run(strategy, one.Faults(strategy, first), first: first, approval: one.Approval, analysis: one.Analysis)).ToString();
            var cells = MatrixEvents.Strategies.Select(Cell).ToArray();
            if (cells.Any(cell => cell != "–"))
                text.Append($"| {one.Name} | {string.Join(" | ", cells)} | {one.Reason} |\n");
        }

        text.Append('\n');
    }
}

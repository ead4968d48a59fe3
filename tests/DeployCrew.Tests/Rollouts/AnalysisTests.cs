using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Rollouts;

namespace DeployCrew.Tests.Rollouts;

public sealed class AnalysisTests
{
    private static readonly AnalysisRequirements Limits = new() { SuccessPercent = 95, P50Milliseconds = 100, P99Milliseconds = 500 };
    private static readonly AnalysisLook Good = Look(new TargetTraffic(100, 5, 10, 100, 500, null));

    [Fact]
    public void Judge_EverythingAtItsLimit_Passes() => Assert.Equal("Pass: ", Said(Good));

    [Theory]
    [InlineData(100, 6, 10, 10, "6 of 100 requests failed (94 % were answered below 500, at least 95 % are wanted)")]
    [InlineData(100, 5, 100.6, 10, "half of 100 requests took up to 101 ms, 100 ms are allowed")]
    [InlineData(100, 5, 10, 501, "99 of 100 of 100 requests took up to 501 ms, 500 ms are allowed")]
    [InlineData(20, 200, 10, 10, "200 of 20 requests failed (0 % were answered below 500, at least 95 % are wanted)")]
    public void Judge_ALimitBroken_FailsWithTheNumbers(long requests, long errors, double half, double most, string reason)
    {
        var (outcome, reasons) = Judge(Look(new TargetTraffic(requests, errors, 0, half, most, null)));

        Assert.Equal((AnalysisOutcome.Fail, reason), (outcome, Assert.Single(reasons)));
    }

    [Fact]
    public void Judge_FewerRequestsThanWanted_IsInconclusiveHoweverBadTheyAre() =>
        Assert.Equal("Inconclusive: 19 of 20 requests", Said(Look(new TargetTraffic(19, 19, 0, 9999, 9999, null))));

    [Fact]
    public void Judge_NotLookedAtLongEnough_IsInconclusiveButABrokenLimitFails()
    {
        Assert.Equal("Inconclusive: looked at for less than 60 s", Said(Good with { Watched = TimeSpan.FromSeconds(59) }));
        Assert.Equal(AnalysisOutcome.Fail, Judge(Good with { Watched = TimeSpan.Zero, Traffic = new TargetTraffic(100, 50, 0, 1, 1, null) }).Outcome);
    }

    [Fact]
    public void Judge_NoResponseTimes_IsInconclusiveWhereTheyHaveALimit()
    {
        var look = Look(new TargetTraffic(100, 0, 0, null, null, null));

        Assert.Equal("Inconclusive: no response times yet", Said(look));
        Assert.Equal(AnalysisOutcome.Pass, Analysis.Judge(new AnalysisRequirements(), look).Outcome);
    }

    [Fact]
    public void Judge_BeforeProductionsTraffic_NeedsTheChecksOnly()
    {
        var before = Good with { Traffic = null, Watched = TimeSpan.Zero };

        Assert.Equal(AnalysisOutcome.Pass, Judge(before).Outcome);
        Assert.Equal("Fail: GET /: status 500", Said(before with { Checks = [new("GET /", false, "status 500", [])] }));
        Assert.Equal("Inconclusive: GET /: refused", Said(before with { Checks = [new("GET /", null, "refused", [])] }));
    }

    [Fact]
    public void Judge_AlarmOrUnhealthyTarget_FailsOrWaits()
    {
        Assert.Equal("Fail: in alarm: a, b", Said(Good with { Alarms = ["a", "b"] }));
        Assert.Equal("Inconclusive: 1 of 2 targets healthy", Said(Good with { Healthy = 1 }));
    }

    /// <summary>What is worse is never judged better. (More requests are neither: fewer than wanted hold a failure back.)</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Judge_OneThingWorse_IsNeverJudgedBetter(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5000; round++)
        {
            var (limits, look) = (RandomLimits(random), RandomLook(random));
            var worse = Worse(random, look);

            Assert.True(Rank(Analysis.Judge(limits, worse).Outcome) <= Rank(Analysis.Judge(limits, look).Outcome), $"{limits}\n{look}\n{worse}");
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Judge_AnyLook_PassesOnlyWithoutReasonsAndNeverOnTooFewRequests(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5000; round++)
        {
            var (limits, look) = (RandomLimits(random), RandomLook(random));
            var (outcome, reasons) = Analysis.Judge(limits, look);

            Assert.Equal(outcome == AnalysisOutcome.Pass, reasons.Count == 0);
            if (outcome == AnalysisOutcome.Pass && look.Traffic is { } traffic)
                Assert.True(traffic.Requests >= limits.MinimumRequests && Math.Max(0, 100 - (100m * traffic.ServerErrors / traffic.Requests)) >= limits.SuccessPercent);
        }
    }

    private static (AnalysisOutcome Outcome, IReadOnlyList<string> Reasons) Judge(AnalysisLook look) => Analysis.Judge(Limits, look);

    private static string Said(AnalysisLook look)
    {
        var (outcome, reasons) = Judge(look);
        return $"{outcome}: {string.Join("; ", reasons)}";
    }

    private static AnalysisLook Look(TargetTraffic traffic) => new(traffic, TimeSpan.FromSeconds(60), 2, 2, [], [new("GET /", true, "status 200", [])]);

    private static int Rank(AnalysisOutcome outcome) => outcome switch { AnalysisOutcome.Fail => 0, AnalysisOutcome.Inconclusive => 1, _ => 2 };

    private static AnalysisRequirements RandomLimits(Random random) => new()
    {
        SuccessPercent = random.Next(101),
        P50Milliseconds = random.Next(3) == 0 ? null : random.Next(1, 200),
        P99Milliseconds = random.Next(3) == 0 ? null : random.Next(1, 400),
        MinimumRequests = random.Next(1, 50),
        Seconds = random.Next(100),
    };

    private static AnalysisLook RandomLook(Random random) => new(
        random.Next(4) == 0 ? null : new TargetTraffic(random.Next(100), random.Next(20), random.Next(20), random.Next(4) == 0 ? null : random.Next(200), random.Next(4) == 0 ? null : random.Next(400), null),
        TimeSpan.FromSeconds(random.Next(120)), random.Next(2, 4), 2, random.Next(5) == 0 ? ["a"] : [],
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => new CheckResult("GET /", random.Next(8) switch { 0 => false, 1 => null, _ => true }, "", []))]);

    private static AnalysisLook Worse(Random random, AnalysisLook look) => (random.Next(6), look.Traffic) switch
    {
        (0, { } traffic) => look with { Traffic = traffic with { ServerErrors = traffic.ServerErrors + random.Next(1, 50) } },
        (1, { P50Milliseconds: { } half } traffic) => look with { Traffic = traffic with { P50Milliseconds = half + random.Next(1, 100) } },
        (2, { P99Milliseconds: { } most } traffic) => look with { Traffic = traffic with { P99Milliseconds = most + random.Next(1, 100) } },
        (3, _) => look with { Healthy = look.Healthy - 1 },
        (4, _) => look with { Alarms = [.. look.Alarms, "b"] },
        _ => look with { Checks = [.. look.Checks, new CheckResult("GET /", random.Next(2) == 0 ? null : false, "", [])] },
    };
}

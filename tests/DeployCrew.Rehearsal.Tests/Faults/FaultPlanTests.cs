using DeployCrew.Rehearsal.Faults;

namespace DeployCrew.Rehearsal.Tests.Faults;

public sealed class FaultPlanTests
{
    private readonly FaultPlan plan = new();

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    public void Draw_APercentage_HitsAboutSoManyAndTheSameEachTime(int percent)
    {
        plan.Add(new(FaultKind.Throttle) { Percent = percent });
        var again = new FaultPlan();
        again.Add(new(FaultKind.Throttle) { Percent = percent });

        var hits = Hits(plan, 1000);

        Assert.InRange(hits.Count(hit => hit), percent * 8, percent * 12);
        Assert.Equal(hits, Hits(again, 1000));
        Assert.Equal(hits.Count(hit => hit), plan.List()[0].Hits);
    }

    [Fact]
    public void Draw_ServiceAndOperation_HitNobodyElse()
    {
        plan.Add(new(FaultKind.Error) { Service = "ecs", Operation = "UpdateService", Times = 2 });

        Assert.Null(plan.Draw("ecs", "DescribeServices"));
        Assert.Null(plan.Draw("ssm", "UpdateService"));
        Assert.Equal([FaultKind.Error, FaultKind.Error, null], Enumerable.Range(0, 3).Select(_ => plan.Draw("ecs", "UpdateService")?.Kind));
    }

    [Fact]
    public void Skew_OfMoreThanOne_IsTheirSumAndHitsNoCall()
    {
        plan.Add(new(FaultKind.Skew));
        plan.Add(new(FaultKind.Skew) { Seconds = -60 });

        Assert.Equal(TimeSpan.FromSeconds(540), plan.Skew);
        Assert.Null(plan.Draw("ecs", "DescribeServices"));
        Assert.Equal(1, plan.Clear(1));
        Assert.Equal(TimeSpan.FromSeconds(-60), plan.Skew);
    }

    [Fact]
    public void Problems_OfWhatCannotBe_AreAllNamed()
    {
        Assert.Equal(4, new FaultRule(FaultKind.Slow) { Percent = 0, Times = 0, Seconds = -1, Operation = "PutParameter" }.Problems().Count());
        Assert.Single(new FaultRule(FaultKind.Skew) { Service = "ecs" }.Problems());
        Assert.Empty(new FaultRule(FaultKind.Lost) { Service = "ssm", Operation = "PutParameter", Percent = 1, Times = 1 }.Problems());
    }

    private static bool[] Hits(FaultPlan plan, int calls) => [.. Enumerable.Range(0, calls).Select(_ => plan.Draw("ecs", "x") is not null)];
}

using DeployCrew.Rehearsal.LoadBalancing;

namespace DeployCrew.Rehearsal.Tests.LoadBalancing;

public sealed class WeightedTurnsTests
{
    private const int Green = 1;

    [Theory]
    [InlineData(95, 5, 100)]
    [InlineData(875, 125, 1000)]
    [InlineData(999, 1, 1000)]
    [InlineData(1, 1, 2)]
    public void Next_OverARound_IsExactlyRight(int blue, int green, int round)
    {
        var turns = new WeightedTurns(Of(blue, green));

        for (var repeat = 0; repeat < 3; repeat++)
            Assert.Equal(green, Enumerable.Range(0, round).Count(_ => turns.Next() == Green));
    }

    [Fact]
    public void Next_NinetyFiveToFive_IsSpreadFinely()
    {
        var turns = new WeightedTurns(Of(95, 5));

        var places = Enumerable.Range(0, 200).Where(_ => turns.Next() == Green).ToArray();

        Assert.Equal(10, places.Length);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.Equal(20, pair.Second - pair.First));
    }

    [Fact]
    public void Next_ManyAtOnce_IsExactlyRight()
    {
        var turns = new WeightedTurns(Of(90, 10));
        var green = 0;

        Parallel.For(0, 100_000, _ => Interlocked.Add(ref green, turns.Next() == Green ? 1 : 0));

        Assert.Equal(10_000, green);
    }

    [Theory]
    [InlineData(95, 5, true)]
    [InlineData(94, 6, false)]
    public void AreOf_OtherWeights_AreOtherTurns(int blue, int green, bool same) =>
        Assert.Equal(same, new WeightedTurns(Of(95, 5)).AreOf(Of(blue, green)));

    [Fact]
    public void Next_Nobody_IsNull() => Assert.Null(new WeightedTurns([]).Next());

    private static KeyValuePair<string, int>[] Of(int blue, int green) => [KeyValuePair.Create("blue", blue), KeyValuePair.Create("green", green)];
}

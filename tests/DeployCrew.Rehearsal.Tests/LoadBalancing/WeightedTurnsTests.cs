using DeployCrew.Rehearsal.LoadBalancing;

namespace DeployCrew.Rehearsal.Tests.LoadBalancing;

public sealed class WeightedTurnsTests
{
    [Theory]
    [InlineData(95, 5, 100)]
    [InlineData(875, 125, 1000)]
    [InlineData(999, 1, 1000)]
    [InlineData(1, 1, 2)]
    public void Next_OverARound_IsExactlyRight(int blue, int green, int round)
    {
        var turns = new WeightedTurns();

        for (var repeat = 0; repeat < 3; repeat++)
            Assert.Equal(green, Enumerable.Range(0, round).Count(_ => turns.Next(Of(blue, green)) == "green"));
    }

    [Fact]
    public void Next_NinetyFiveToFive_IsSpreadFinely()
    {
        var turns = new WeightedTurns();

        var places = Enumerable.Range(0, 200).Where(_ => turns.Next(Of(95, 5)) == "green").ToArray();

        Assert.Equal(10, places.Length);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.Equal(20, pair.Second - pair.First));
    }

    [Fact]
    public void Next_WeightsChange_BeginsAnew()
    {
        var turns = new WeightedTurns();
        for (var turn = 0; turn < 7; turn++)
            turns.Next(Of(95, 5));

        Assert.Equal(50, Enumerable.Range(0, 100).Count(_ => turns.Next(Of(50, 50)) == "green"));
    }

    [Fact]
    public void Next_Nobody_IsNull() => Assert.Null(new WeightedTurns().Next([]));

    private static KeyValuePair<string, int>[] Of(int blue, int green) => [KeyValuePair.Create("blue", blue), KeyValuePair.Create("green", green)];
}

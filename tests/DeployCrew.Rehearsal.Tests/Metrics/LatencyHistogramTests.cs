using DeployCrew.Rehearsal.Metrics;

namespace DeployCrew.Rehearsal.Tests.Metrics;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Percentile_RandomTimes_IsWithinFivePercent(int seed)
    {
        var random = new Random(seed);
        double[] times = [.. Enumerable.Range(0, 2000).Select(_ => Math.Pow(10, (random.NextDouble() * 5) - 4)).Order()]; // 0.1 ms to 10 s
        var histogram = new LatencyHistogram();
        foreach (var time in times)
            histogram.Add(time);

        foreach (var percent in new[] { 1, 50, 90, 99, 99.9, 100 })
        {
            var exact = times[Math.Max(1, (int)Math.Ceiling(times.Length * percent / 100)) - 1];
            Assert.InRange(histogram.Percentile(percent), exact * 0.95, exact * 1.05);
        }

        Assert.Equal((times.Sum(), times[0], times[^1]), (histogram.Sum, histogram.Min, histogram.Max));
    }

    [Fact]
    public void Percentile_ExtremesAndNothing_StayInBounds()
    {
        var histogram = new LatencyHistogram();
        Assert.Equal(0, histogram.Percentile(99));
        histogram.Add(0);
        histogram.Add(1e9);

        Assert.Equal(1e9, histogram.Percentile(100), 1);
        Assert.InRange(histogram.Percentile(50), 0, 0.0001);
        histogram.Clear();
        Assert.Equal((0, 0.0), (histogram.Count, histogram.Percentile(50)));
    }
}

namespace DeployCrew.Rehearsal.Metrics;

/// <summary>
/// How long answers took, in buckets that are an eighth of an octave wide: 0.05 ms to an hour in a fixed array, each value within 5 % of what it was.
/// </summary>
internal sealed class LatencyHistogram
{
    private const double Least = 0.00005;
    private const int PerOctave = 8;
    private const int Octaves = 26;

    private readonly int[] counts = new int[PerOctave * Octaves];

    public int Count { get; private set; }

    public double Sum { get; private set; }

    public double Min { get; private set; } = double.MaxValue;

    public double Max { get; private set; }

    /// <summary>Counts an answer.</summary>
    /// <param name="seconds">What it took.</param>
    public void Add(double seconds)
    {
        counts[BucketOf(seconds)]++;
        Count++;
        Sum += seconds;
        Min = Math.Min(Min, seconds);
        Max = Math.Max(Max, seconds);
    }

    public void Add(LatencyHistogram other)
    {
        for (var bucket = 0; bucket < counts.Length; bucket++)
            counts[bucket] += other.counts[bucket];
        Count += other.Count;
        Sum += other.Sum;
        Min = Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
    }

    public void Clear()
    {
        Array.Clear(counts);
        (Count, Sum, Min, Max) = (0, 0, double.MaxValue, 0);
    }

    /// <summary>The time in seconds that so many percent of the answers took at the most; 0 without answers.</summary>
    public double Percentile(double percent)
    {
        var rank = Math.Max(1, (int)Math.Ceiling(Count * percent / 100));
        for (int bucket = 0, seen = 0; bucket < counts.Length; bucket++)
        {
            if ((seen += counts[bucket]) >= rank && seen > 0)
                return bucket == counts.Length - 1 ? Max : Math.Clamp(Least * Math.Pow(2, (bucket + 0.5) / PerOctave), Min, Max);
        }

        return 0;
    }

    private static int BucketOf(double seconds) =>
        seconds <= Least ? 0 : Math.Min((PerOctave * Octaves) - 1, (int)(Math.Log2(seconds / Least) * PerOctave));
}

namespace DeployCrew.Rehearsal.Metrics;

/// <summary>Requests to one target group of one load balancer, second by second, for an hour: a ring, so that its memory is bounded.</summary>
internal sealed class GroupTraffic(TimeProvider time)
{
    private const int Kept = 3600;

    private readonly Lock gate = new();
    private readonly (long Second, TrafficSpan? Span)[] ring = new (long, TrafficSpan?)[Kept];

    /// <summary>A target has answered.</summary>
    public void Answered(int status, TimeSpan took)
    {
        lock (gate)
            Now().AddAnswer(status, took.TotalSeconds);
    }

    /// <summary>A target has not answered.</summary>
    /// <param name="connected">Whether the connection to it had come about.</param>
    public void Failed(bool connected)
    {
        lock (gate)
            Now().AddFailure(connected);
    }

    /// <summary>Adds what came in a span of time.</summary>
    /// <param name="from">First second, since 1970.</param>
    /// <param name="to">The second after the last one.</param>
    /// <param name="sum">What it is added to.</param>
    public void AddTo(TrafficSpan sum, long from, long to)
    {
        lock (gate)
        {
            // Of an hour or more every place of the ring is looked at, of less those of its seconds.
            var (first, count) = to - from >= Kept ? (0, Kept) : (from, Math.Max(0, to - from));
            for (var second = first; second < first + count; second++)
            {
                if (ring[second % Kept] is { Span: { } span } slot && slot.Second >= from && slot.Second < to)
                    sum.Add(span);
            }
        }
    }

    private TrafficSpan Now()
    {
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        ref var slot = ref ring[second % Kept];
        if (slot.Second != second)
            slot.Span?.Clear();
        slot = (second, slot.Span ?? new TrafficSpan());
        return slot.Span!;
    }
}

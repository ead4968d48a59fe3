namespace DeployCrew.Rehearsal.Simulation;

/// <summary>A clock that jumps from one timer to the next: what waits for ten minutes is done at once, and always in the same order.</summary>
/// <remarks>Everything runs on the thread that calls <see cref="Run{T}"/>. What is run must not wait for anything but this clock: whatever ends on
/// another thread would end at no particular time.</remarks>
public sealed class VirtualTime : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(60);
    private readonly PriorityQueue<(VirtualTimer Timer, int Setting), (DateTimeOffset Due, long Order)> timers = new();
    private readonly Queue<(SendOrPostCallback Call, object? State)> ready = new();
    private readonly DateTimeOffset start;
    private DateTimeOffset now;
    private long order;

    /// <param name="start">What it says at first.</param>
    public VirtualTime(DateTimeOffset start) => this.start = now = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;

    /// <inheritdoc/>
    public override long GetTimestamp() => now.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs work to its end, moving on whenever it waits.</summary>
    /// <exception cref="InvalidOperationException">It waits for something that this clock does not bring, or for longer than two months.</exception>
    public T Run<T>(Func<Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Ready(ready));
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                if (ready.TryDequeue(out var next))
                    next.Call(next.State);
                else
                    Ring();
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private void Ring()
    {
        if (now - start > Longest || !timers.TryDequeue(out var next, out var at))
            throw new InvalidOperationException($"At {now:u} there is nothing left that could bring the simulation on.");
        if (next.Timer.Setting != next.Setting)
            return;
        now = at.Due > now ? at.Due : now;
        next.Timer.Ring();
    }

    private sealed class VirtualTimer(VirtualTime time, Action ring) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        /// <summary>How often it was set: an older setting does not ring any more.</summary>
        public int Setting { get; private set; }

        public void Ring()
        {
            Schedule(period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan);
            ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            Schedule(dueTime);
            return true;
        }

        public void Dispose() => Setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan dueTime)
        {
            Setting++;
            if (dueTime >= TimeSpan.Zero)
                time.timers.Enqueue((this, Setting), (time.now + dueTime, time.order++));
        }
    }

    private sealed class Ready(Queue<(SendOrPostCallback Call, object? State)> queue) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => queue.Enqueue((d, state));

        public override void Send(SendOrPostCallback d, object? state) => d(state);
    }
}

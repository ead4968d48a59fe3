using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>What the app in one task does, drawn when the task is created: which faults concern it.</summary>
internal sealed class SimulatedApp(SimulatedService service, IReadOnlyList<Fault> faults, Func<DateTimeOffset> begun)
{
    public static readonly TimeSpan Pull = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Boot = TimeSpan.FromSeconds(2);

    /// <summary>Checks in a row that passed, or failed when it is negative.</summary>
    public int Series { get; set; }

    public DateTimeOffset NextCheck { get; set; }

    /// <summary>Why it cannot be started, in ECS's words; null when it can.</summary>
    public string? StartFault(TaskState task) =>
        Has(FaultKind.ImageMissing) ? $"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref {task.Image}: {task.Image}: not found"
        : Has(FaultKind.SecretMissing) ? "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: invalid parameters: SECRET"
        : null;

    /// <summary>Whether its program has ended by itself.</summary>
    public bool HasCrashed(TaskState task, DateTimeOffset now) =>
        Of(FaultKind.Crash, now).Any(fault => now >= Later(task.StartedAt!.Value, begun() + fault.At) + (fault.Length ?? TimeSpan.FromSeconds(1)));

    /// <summary>Whether it listens.</summary>
    public bool Listens(TaskState task, DateTimeOffset now) =>
        task.StartedAt is { } started && now - started >= Boot + faults.Where(fault => fault.Kind == FaultKind.SlowStart).Select(fault => fault.Length ?? default).DefaultIfEmpty().Max();

    public bool PassesHealthCheck(TaskState task, DateTimeOffset now) =>
        Listens(task, now) && !Of(FaultKind.Unhealthy, now).Any() && Delay(now) < service.Timeout;

    /// <summary>How long an answer takes.</summary>
    public TimeSpan Delay(DateTimeOffset now) =>
        TimeSpan.FromMilliseconds(20) + Of(FaultKind.Latency, now).Select(fault => fault.Length ?? default).DefaultIfEmpty().Max();

    /// <summary>Part of the requests that it answers with 503, 0-1.</summary>
    public double Errors(DateTimeOffset now) => Of(FaultKind.ServerErrors, now).Select(fault => fault.Share).DefaultIfEmpty().Max();

    private bool Has(FaultKind kind) => faults.Any(fault => fault.Kind == kind);

    private IEnumerable<Fault> Of(FaultKind kind, DateTimeOffset now) => faults.Where(fault => fault.Kind == kind && now >= begun() + fault.At);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

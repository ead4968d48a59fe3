namespace DeployCrew.Rehearsal.Faults;

/// <summary>A fault that the local cloud has been asked for. It holds until it is cleared, used up, or the cloud stops.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record FaultRule(FaultKind Kind)
{
    /// <summary>Number that it is cleared by; given by the cloud.</summary>
    public int Id { get; init; }

    /// <summary>Signing name of a service, such as <c>ecs</c>, or <c>registry</c>; null is all of them.</summary>
    public string? Service { get; init; }

    /// <summary>Operation, such as <c>UpdateService</c>; of the registry <c>PUT manifests</c>. Null is all of them.</summary>
    public string? Operation { get; init; }

    /// <summary>How many of a hundred calls it hits, 1 to 100. Which ones is drawn, in the same way each time.</summary>
    public int Percent { get; init; } = 100;

    /// <summary>How many calls it hits at the most; null is no limit.</summary>
    public int? Times { get; init; }

    /// <summary>Seconds: how late (slow), how long the connection is held (hang), how far ahead the clock is (skew; negative is behind).</summary>
    public int Seconds { get; init; }

    /// <summary>How many calls it has hit so far.</summary>
    public int Hits { get; init; }

    /// <summary>How long <see cref="FaultKind.Slow"/>, <see cref="FaultKind.Hang"/> and <see cref="FaultKind.Skew"/> are when nobody says.</summary>
    public static int DefaultSeconds(FaultKind kind) => kind switch
    {
        FaultKind.Slow => 2,
        FaultKind.Hang => 120,
        FaultKind.Skew => 600,
        _ => 0,
    };

    /// <summary>What cannot be: each a sentence.</summary>
    public IEnumerable<string> Problems()
    {
        if (Percent is < 1 or > 100)
            yield return $"percent is {Percent}; it is 1 to 100.";
        if (Times < 1)
            yield return $"times is {Times}; it is 1 or more.";
        if (Kind != FaultKind.Skew && Seconds is < 0 or > 3600)
            yield return $"seconds is {Seconds}; it is 0 to 3600.";
        if (Kind == FaultKind.Skew && Math.Abs((long)Seconds) > 86400)
            yield return $"seconds is {Seconds}; a clock is at most 86400 off.";
        if (Kind == FaultKind.Skew && (Service is not null || Operation is not null || Percent != 100 || Times is not null))
            yield return "the clock is one for all calls: skew takes seconds only.";
        if (Operation is not null && Service is null)
            yield return "an operation is named without its service.";
    }
}

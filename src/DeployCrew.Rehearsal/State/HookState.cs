namespace DeployCrew.Rehearsal.State;

/// <summary>A pause of a deployment: a lifecycle hook of the type PAUSE that its stage was reached of.</summary>
internal sealed class HookState
{
    public required string Id { get; init; }

    public required string Stage { get; init; }

    /// <summary>AWAITING_ACTION | SUCCEEDED | FAILED | TIMED_OUT.</summary>
    public string Status { get; set; } = "AWAITING_ACTION";

    public DateTimeOffset StartedAt { get; init; }

    public int TimeoutMinutes { get; init; }

    /// <summary>ROLLBACK | CONTINUE.</summary>
    public required string TimeoutAction { get; init; }

    /// <summary>When it ends by itself.</summary>
    /// <param name="timeScale">How many times shorter time is.</param>
    public DateTimeOffset ExpiresAt(double timeScale) => StartedAt + (TimeSpan.FromMinutes(TimeoutMinutes) / timeScale);
}

namespace DeployCrew.Rehearsal.State;

/// <summary>A command that SSM was asked to run.</summary>
internal sealed class CommandState
{
    public required string Id { get; init; }

    public string Comment { get; init; } = "";

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Seconds until the machine has to have picked it up.</summary>
    public int DeliverySeconds { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>InProgress, Cancelling, Success, Failed, TimedOut, Cancelled.</summary>
    public string Status { get; set; } = "InProgress";

    /// <summary>Of the script; -1 while it runs, and when it was killed.</summary>
    public int ExitCode { get; set; } = -1;

    /// <summary>The first 24,000 characters.</summary>
    public string Output { get; set; } = "";

    /// <summary>The first 24,000 characters.</summary>
    public string Error { get; set; } = "";

    /// <summary>Log group that its output goes to as well; null for none.</summary>
    public string? LogGroup { get; init; }

    public bool HasEnded => EndedAt is not null;
}

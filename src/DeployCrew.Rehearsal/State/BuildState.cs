namespace DeployCrew.Rehearsal.State;

/// <summary>A build of CodeBuild.</summary>
internal sealed class BuildState
{
    /// <summary>project:uuid.</summary>
    public required string Id { get; init; }

    public required string Region { get; init; }

    public int Number { get; init; }

    public string? Token { get; init; }

    public int TimeoutMinutes { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT, STOPPED.</summary>
    public string Status { get; set; } = "IN_PROGRESS";

    public List<BuildPhaseState> Phases { get; init; } = [];
}

/// <summary>A phase of a build.</summary>
internal sealed class BuildPhaseState
{
    public required string Type { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Null while it is under way.</summary>
    public string? Status { get; set; }

    public string? Message { get; set; }
}

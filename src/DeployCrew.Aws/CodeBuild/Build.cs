namespace DeployCrew.Aws.CodeBuild;

/// <summary>A build.</summary>
/// <param name="Id">project:uuid.</param>
/// <param name="Status">IN_PROGRESS, SUCCEEDED, FAILED, FAULT, TIMED_OUT, STOPPED.</param>
/// <param name="Phase">QUEUED, PROVISIONING, BUILD, …</param>
/// <param name="HasEnded">Whether nothing more will come.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended; null while it runs.</param>
/// <param name="LogGroup">Log group of its output.</param>
/// <param name="LogStream">Log stream of its output.</param>
/// <param name="Failures">What the phases that failed say.</param>
internal sealed record Build(
    string Id, string Status, string? Phase, bool HasEnded, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? LogGroup, string? LogStream,
    IReadOnlyList<string> Failures);

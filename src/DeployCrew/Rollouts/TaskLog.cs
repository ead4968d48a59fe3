namespace DeployCrew.Rollouts;

/// <summary>What a task has written last.</summary>
/// <param name="Service">Its service.</param>
/// <param name="Task">Its id; null when the service has no task.</param>
/// <param name="Status">Such as RUNNING or STOPPED; null without a task.</param>
/// <param name="Lines">The app's own lines, oldest first.</param>
public sealed record TaskLog(string Service, string? Task, string? Status, IReadOnlyList<string> Lines);

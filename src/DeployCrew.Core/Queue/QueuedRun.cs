using DeployCrew.Core.Runs;

namespace DeployCrew.Core.Queue;

/// <summary>A run that waits for a worker.</summary>
/// <param name="Id">The run's name.</param>
/// <param name="Project">Project.</param>
/// <param name="Environment">Environment.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Journal">Its journal as it was begun.</param>
/// <param name="Snapshot">Key of the artifact with its files: requirements, app, approved plan.</param>
public sealed record QueuedRun(string Id, string Project, string Environment, string Target, IReadOnlyList<JournalEntry> Journal, string Snapshot);

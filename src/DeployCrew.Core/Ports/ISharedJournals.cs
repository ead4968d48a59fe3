using DeployCrew.Core.Errors;
using DeployCrew.Core.Queue;
using DeployCrew.Core.Runs;

namespace DeployCrew.Core.Ports;

/// <summary>The journals of a team's runs, and which artifacts hold their files.</summary>
public interface ISharedJournals
{
    /// <summary>Adds an entry. It is there, once, when this returns; the entry of the run's end gives the run back, too.</summary>
    /// <param name="claim">Who writes.</param>
    /// <param name="entry">The entry after the last one.</param>
    /// <param name="snapshot">Key of an artifact with files that the run has changed since the last one; it is there when the entry is. Null: none.</param>
    /// <exception cref="DeployError">DC9203: another worker has the run, and nothing was written.</exception>
    void Append(RunClaim claim, JournalEntry entry, string? snapshot);

    /// <summary>Entries of a run after one, oldest first.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(string runId, long after, CancellationToken cancellationToken);

    /// <summary>Keys of the artifacts with a run's files, in the order in which they are laid over each other.</summary>
    Task<IReadOnlyList<string>> SnapshotsAsync(string runId, CancellationToken cancellationToken);
}

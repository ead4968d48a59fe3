using System.Collections.Concurrent;
using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Queue;
using DeployCrew.Core.Runs;

namespace DeployCrew.Teams;

/// <summary>The runs that this worker has claimed. What it writes to a run's journal goes to the team's first, with the files that the run has changed; without a
/// claim that holds, nothing is written.</summary>
/// <param name="journals">The team's journals.</param>
/// <param name="artifacts">Where the files go.</param>
public sealed class ClaimedRuns(ISharedJournals journals, IArtifactStore artifacts)
{
    // After these a takeover builds on the run's files.
    private static readonly HashSet<string> WithFiles = [JournalKinds.StageEnded, JournalKinds.RunCancelled, JournalKinds.RunEnded];

    private readonly ConcurrentDictionary<string, (RunClaim Claim, RunSnapshot Files)> all = new(StringComparer.Ordinal);

    /// <summary>Makes a claimed run's folder as it was left.</summary>
    /// <exception cref="DeployError">DC9202, DC9205, DC9206: the store or the artifacts cannot be read.</exception>
    public async Task FetchAsync(RunClaim claim, RunFolder folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(folder);
        var partial = new RunFolder(Path.Combine(Path.GetDirectoryName(folder.Path)!, "." + folder.RunId));
        Remove(partial);
        Remove(folder);
        Directory.CreateDirectory(partial.Path);
        foreach (var key in claim.Snapshots)
            await RunSnapshot.LayOverAsync(partial, key, artifacts, cancellationToken);
        using (var copy = JournalCopy.Open(partial.JournalFile))
            copy.Append(await journals.ReadAsync(claim.RunId, 0, cancellationToken));
        Directory.Move(partial.Path, folder.Path);
        all[claim.RunId] = (claim, RunSnapshot.Of(folder));
    }

    /// <summary>Forgets a run, and its folder here.</summary>
    public void Forget(RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        all.TryRemove(folder.RunId, out _);
        Remove(folder);
    }

    /// <summary>Takes the entries of a run's journal.</summary>
    internal Action<JournalEntry>? WriterOf(RunFolder folder) => all.TryGetValue(folder.RunId, out var run) ? entry => Write(run.Claim, folder, run.Files, entry) : null;

    // A journal's writer waits for its entry, as it does for a disk.
    private void Write(RunClaim claim, RunFolder folder, RunSnapshot files, JournalEntry entry)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"runs/{claim.RunId}/{claim.Epoch:0000}-{entry.Sequence:000000}.zip");
        var due = WithFiles.Contains(entry.Kind) || files.Lacks(folder.PreviewFile);
        var saved = due && files.SaveAsync(key, artifacts, CancellationToken.None).GetAwaiter().GetResult();
        journals.Append(claim, entry, saved ? key : null);
    }

    private static void Remove(RunFolder folder)
    {
        if (Directory.Exists(folder.Path))
            Directory.Delete(folder.Path, recursive: true);
    }
}

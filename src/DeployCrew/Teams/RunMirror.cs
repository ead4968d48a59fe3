using System.Collections.Concurrent;
using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Queue;
using DeployCrew.Core.Runs;

namespace DeployCrew.Teams;

/// <summary>Keeps copies of the team's runs on this machine as they go on, so that whoever reads runs reads these as any other.</summary>
/// <param name="team">What is copied.</param>
/// <param name="home">Where the copies are.</param>
/// <param name="time">The clock.</param>
public sealed class RunMirror(Team team, Home home, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, SharedRun> runs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (long Entries, int Snapshots)> copied = new(StringComparer.Ordinal);

    /// <summary>Where a run stood at the last look; null: the team does not know it.</summary>
    public SharedRun? Find(string id) => runs.GetValueOrDefault(id);

    /// <summary>Says that a run was just put into the queue: until the next look it waits there.</summary>
    public void Expect(string id) => runs[id] = new SharedRun(id, SharedRunState.Queued, 0, 0, null, null);

    /// <summary>Why the last look failed, so that what is here is of earlier; null: it did not.</summary>
    public DeployError? Failure { get; private set; }

    /// <summary>Follows the team's runs until it is told to end. A store that is away is asked again, and nothing is missed.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan? within = null; // everything, at first and after the store was away
        while (true)
        {
            try
            {
                await LookAsync(within, cancellationToken);
                within = LookBack;
                Failure = null;
            }
            catch (DeployError error)
            {
                within = null;
                Failure = error;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                within = null;
                Failure = TeamErrors.ArtifactsFailed(home.Runs, error);
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    internal async Task LookAsync(TimeSpan? within, CancellationToken cancellationToken)
    {
        var found = await team.Queue.LookAsync(within, cancellationToken);
        await Parallel.ForEachAsync(found, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (run, token) =>
        {
            await CopyAsync(run, token);
            runs[run.Id] = run; // an end that is told has its files here
        });
    }

    private async ValueTask CopyAsync(SharedRun run, CancellationToken cancellationToken)
    {
        var folder = new RunFolder(Path.Combine(home.Runs, run.Id));
        var done = copied.GetOrAdd(run.Id, _ => Known(folder));
        if (done.Entries >= run.Entries && done.Snapshots >= run.Snapshots)
            return;
        var entries = await team.Journals.ReadAsync(run.Id, done.Entries, cancellationToken);
        var snapshots = await team.Journals.SnapshotsAsync(run.Id, cancellationToken);
        // Under another name until its first entry is there, as every run.
        var place = Directory.Exists(folder.Path) ? folder : new RunFolder(Path.Combine(home.Runs, "." + run.Id));
        Directory.CreateDirectory(place.Path);
        foreach (var key in snapshots.Skip(done.Snapshots))
            await RunSnapshot.LayOverAsync(place, key, team.Artifacts, cancellationToken);
        await File.WriteAllTextAsync(SnapshotsFile(place), snapshots.Count.ToString(CultureInfo.InvariantCulture), cancellationToken);
        using (var copy = JournalCopy.Open(place.JournalFile))
        {
            copy.Append(entries.Where(entry => entry.Sequence > copy.Entries));
            copied[run.Id] = (copy.Entries, snapshots.Count);
        }

        if (place != folder)
            Directory.Move(place.Path, folder.Path);
    }

    private static (long Entries, int Snapshots) Known(RunFolder folder)
    {
        if (!File.Exists(folder.JournalFile))
            return (0, 0);
        using var copy = JournalCopy.Open(folder.JournalFile);
        return (copy.Entries, File.Exists(SnapshotsFile(folder)) ? int.Parse(File.ReadAllText(SnapshotsFile(folder)), CultureInfo.InvariantCulture) : 0);
    }

    private static string SnapshotsFile(RunFolder folder) => Path.Combine(folder.Path, ".snapshots");
}

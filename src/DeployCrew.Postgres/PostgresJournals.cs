using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Queue;
using DeployCrew.Core.Runs;
using Npgsql;

namespace DeployCrew.Postgres;

/// <summary>Journals in PostgreSQL. An entry is written by whoever holds the run, or not at all.</summary>
/// <param name="database">The database; its tables are there.</param>
/// <param name="time">The clock by which a database that is away is waited for.</param>
public sealed class PostgresJournals(NpgsqlDataSource database, TimeProvider time) : ISharedJournals
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public void Append(RunClaim claim, JournalEntry entry, string? snapshot)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(entry);
        var deadline = time.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                if (!TryAppend(claim, entry, snapshot))
                    throw TeamErrors.ClaimLost(claim.RunId, claim.Worker);
                return;
            }
            catch (NpgsqlException error) when (PostgresFailure.IsTransient(error) && time.GetUtcNow() < deadline)
            {
                Wait();
            }
            catch (NpgsqlException error)
            {
                throw TeamErrors.StoreFailed("take the journal's entry", error, PostgresFailure.IsTransient(error));
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string runId, long after, CancellationToken cancellationToken) => PostgresFailure.AskAgainAsync("give the journal", async () =>
    {
        await using var command = Sql.Command(database, "select entry from deploycrew.journal where run = $1 and sequence > $2 order by sequence", runId, after);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<JournalEntry>();
        while (await reader.ReadAsync(cancellationToken))
            entries.Add(JsonSerializer.Deserialize<JournalEntry>(reader.GetString(0), JsonFormat.Compact)!);
        return (IReadOnlyList<JournalEntry>)entries;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> SnapshotsAsync(string runId, CancellationToken cancellationToken) => PostgresFailure.AskAgainAsync("give the artifacts' names", async () =>
    {
        await using var command = Sql.Command(database, "select artifact from deploycrew.snapshots where run = $1 order by number", runId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var keys = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            keys.Add(reader.GetString(0));
        return (IReadOnlyList<string>)keys;
    });

    // An entry whose answer was lost is there already when it is sent again: a claim writes one entry of a number. The last one gives the run back with it: a worker
    // that dies after it has nothing that could be taken over.
    private bool TryAppend(RunClaim claim, JournalEntry entry, string? snapshot)
    {
        using var command = Sql.Command(database,
            """
            with held as (
              update deploycrew.runs set entries = $3, changed_at = clock_timestamp(), state = case when $6 then 'resting' else state end,
                held_until = case when $6 then null else held_until end, worker = case when $6 then null else worker end
              where id = $1 and epoch = $2 and (state = 'running' and entries = $3 - 1 or entries = $3) returning id),
            files as (
              insert into deploycrew.snapshots (run, number, artifact)
              select id, (select count(*) + 1 from deploycrew.snapshots where run = $1), $5 from held
              where $5 <> '' and not exists (select from deploycrew.snapshots where run = $1 and artifact = $5)),
            written as (insert into deploycrew.journal select id, $3, $4 from held on conflict do nothing)
            select count(*) from held
            """, claim.RunId, claim.Epoch, entry.Sequence, JsonSerializer.Serialize(entry, JsonFormat.Compact), snapshot ?? "", entry.Kind == JournalKinds.RunEnded);
        return (long)command.ExecuteScalar()! == 1;
    }

    private void Wait()
    {
        using var over = new ManualResetEventSlim();
        using var timer = time.CreateTimer(_ => over.Set(), null, Pause, Timeout.InfiniteTimeSpan);
        over.Wait();
    }
}

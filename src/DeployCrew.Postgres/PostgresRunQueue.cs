using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Queue;
using Npgsql;

namespace DeployCrew.Postgres;

/// <summary>The queue of a team in PostgreSQL.</summary>
/// <param name="database">The database; its tables are there.</param>
public sealed class PostgresRunQueue(NpgsqlDataSource database) : IRunQueue
{
    /// <inheritdoc/>
    public Task EnqueueAsync(QueuedRun run, CancellationToken cancellationToken) => PostgresFailure.AskAsync("take the run", async () =>
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Sql.Command(
            "insert into deploycrew.runs (id, project, environment, target, state, entries) values ($1, $2, $3, $4, 'queued', $5)",
            run.Id, run.Project, run.Environment, run.Target, (long)run.Journal.Count));
        foreach (var entry in run.Journal)
            batch.BatchCommands.Add(Sql.Command("insert into deploycrew.journal values ($1, $2, $3)", run.Id, entry.Sequence, JsonSerializer.Serialize(entry, JsonFormat.Compact)));
        batch.BatchCommands.Add(Sql.Command("insert into deploycrew.snapshots values ($1, 1, $2)", run.Id, run.Snapshot));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public Task<bool> RequeueAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        """
        update deploycrew.runs set state = 'queued', cancel_asked = false, refusal = null, takeovers = 0, queued_at = clock_timestamp(), changed_at = clock_timestamp()
        where id = $1 and state = 'resting'
        """, id, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken) => ChangeAsync(
        """
        update deploycrew.runs set cancel_asked = state = 'running', state = case state when 'queued' then 'resting' else state end, changed_at = clock_timestamp()
        where id = $1 and state <> 'resting'
        """, id, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SharedRun>> LookAsync(TimeSpan? within, CancellationToken cancellationToken) => PostgresFailure.AskAgainAsync("say where runs stand", async () =>
    {
        const string Columns = "select id, state, entries, (select count(*) from deploycrew.snapshots where run = id)::integer, worker, refusal from deploycrew.runs";
        await using var command = within is { } span
            ? Sql.Command(database, $"{Columns} where state <> 'resting' or changed_at > clock_timestamp() - $1", span)
            : Sql.Command(database, $"{Columns} where state <> 'resting' union ({Columns} order by id desc limit 200)");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<SharedRun>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new SharedRun(
                reader.GetString(0), Enum.Parse<SharedRunState>(reader.GetString(1), ignoreCase: true), reader.GetInt64(2), reader.GetInt32(3),
                reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.IsDBNull(5) ? null : JsonSerializer.Deserialize<ErrorReport>(reader.GetString(5), JsonFormat.Compact)));
        }

        return (IReadOnlyList<SharedRun>)found;
    });

    private Task<bool> ChangeAsync(string sql, string id, CancellationToken cancellationToken) => PostgresFailure.AskAsync("change the run", async () =>
    {
        await using var command = Sql.Command(database, sql, id);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    });
}

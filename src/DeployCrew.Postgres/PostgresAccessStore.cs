using System.Text.Json;
using DeployCrew.Core.Access;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using Npgsql;

namespace DeployCrew.Postgres;

/// <summary>A team's tokens and audit trail in PostgreSQL.</summary>
/// <param name="database">The database; its tables are there.</param>
public sealed class PostgresAccessStore(NpgsqlDataSource database) : IAccessStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<AccessToken>> TokensAsync(CancellationToken cancellationToken) =>
        ReadAsync<AccessToken>("select token from deploycrew.access_tokens order by name collate \"C\"", cancellationToken);

    /// <inheritdoc/>
    public Task<AccessToken?> ChangeAsync(string name, Func<AccessToken?, AccessToken?> change, CancellationToken cancellationToken) => PostgresFailure.AskAsync("change the token", async () =>
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // One that is not there yet cannot be locked by itself. Readers are not in the way of this lock, nor it of them.
        await using (var alone = Sql.Command(connection, "lock table deploycrew.access_tokens in exclusive mode"))
            await alone.ExecuteNonQueryAsync(cancellationToken);
        await using var ask = Sql.Command(connection, "select token from deploycrew.access_tokens where name = $1", name);
        var old = await ask.ExecuteScalarAsync(cancellationToken) is string text ? JsonSerializer.Deserialize<AccessToken>(text, JsonFormat.Compact) : null;
        var next = change(old);
        if (next == old)
            return old;
        await using var write = next is null
            ? Sql.Command(connection, "delete from deploycrew.access_tokens where name = $1", name)
            : Sql.Command(
                connection, "insert into deploycrew.access_tokens values ($1, $2) on conflict (name) do update set token = excluded.token", name, JsonSerializer.Serialize(next, JsonFormat.Compact));
        await write.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return old;
    });

    /// <inheritdoc/>
    public Task RecordAsync(AuditEntry entry, CancellationToken cancellationToken) => PostgresFailure.AskAsync("keep the audit trail's line", async () =>
    {
        await using var command = Sql.Command(database, "insert into deploycrew.audit (entry) values ($1)", JsonSerializer.Serialize(entry, JsonFormat.Compact));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEntry>> AuditAsync(int most, CancellationToken cancellationToken) => ReadAsync<AuditEntry>(
        "select entry from (select number, entry from deploycrew.audit order by number desc limit $1) as newest order by number", cancellationToken, most);

    private Task<IReadOnlyList<T>> ReadAsync<T>(string sql, CancellationToken cancellationToken, params object[] values) => PostgresFailure.AskAgainAsync("say who has access", async () =>
    {
        await using var command = Sql.Command(database, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(JsonSerializer.Deserialize<T>(reader.GetString(0), JsonFormat.Compact)!);
        return (IReadOnlyList<T>)found;
    });
}

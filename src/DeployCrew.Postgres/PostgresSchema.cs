using System.Globalization;
using System.Reflection;
using DeployCrew.Core.Errors;
using Npgsql;

namespace DeployCrew.Postgres;

/// <summary>The tables, made and brought up to date by whoever comes first: <c>Schema/NNN.sql</c>, each once, in order.</summary>
public static class PostgresSchema
{
    private const long LockName = 0x6465706c6f79; // any number that nobody else takes

    /// <summary>Opens a store.</summary>
    /// <param name="address"><c>postgres://USER@HOST:PORT/DATABASE</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The database, with its tables.</returns>
    /// <exception cref="DeployError">DC9201, DC9202, DC9209.</exception>
    public static async Task<NpgsqlDataSource> OpenAsync(string address, CancellationToken cancellationToken)
    {
        var database = StoreAddress.Open(address);
        try
        {
            await EnsureAsync(database, cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes what is not there yet.</summary>
    /// <exception cref="DeployError">DC9202 the database does not answer or refuses, DC9209 its tables are newer.</exception>
    public static Task EnsureAsync(NpgsqlDataSource database, CancellationToken cancellationToken) => PostgresFailure.AskAsync("be set up", async () =>
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({LockName})", cancellationToken);
        await ExecuteAsync(connection, "create schema if not exists deploycrew; create table if not exists deploycrew.version (version integer not null)", cancellationToken);
        await using var ask = new NpgsqlCommand("select coalesce(max(version), 0) from deploycrew.version", connection);
        var found = (int)(await ask.ExecuteScalarAsync(cancellationToken))!;
        var steps = Steps().ToList();
        if (found > steps.Count)
            throw TeamErrors.StoreIsNewer(found, steps.Count);
        foreach (var (step, number) in steps.Select((step, index) => (step, index + 1)).Skip(found))
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"{step}; insert into deploycrew.version values ({number})"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    });

    private static IEnumerable<string> Steps()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("schema/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd().TrimEnd().TrimEnd(';');
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

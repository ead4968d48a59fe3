using DeployCrew.Core.Queue;
using DeployCrew.Core.Runs;
using Npgsql;

namespace DeployCrew.Postgres.Tests;

/// <summary>A database of a test's own on the real PostgreSQL.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    public const string Variable = "DEPLOYCREW_TEST_POSTGRES";

    private TestDatabase(NpgsqlDataSource source) => Source = source;

    public NpgsqlDataSource Source { get; }

    public PostgresRunQueue Queue => new(Source);

    public PostgresRunClaims Claims => new(Source);

    public PostgresJournals Journals => new(Source, TimeProvider.System);

    public static async Task<TestDatabase> CreateAsync(bool withTables = true)
    {
        var (server, name) = (Environment.GetEnvironmentVariable(Variable)!, "test_" + Guid.NewGuid().ToString("N")[..12]);
        await using (var all = StoreAddress.Open($"{server}/postgres"))
        {
            await using var create = all.CreateCommand($"create database {name}");
            await create.ExecuteNonQueryAsync();
        }

        var database = new TestDatabase(StoreAddress.Open($"{server}/{name}"));
        if (withTables)
            await PostgresSchema.EnsureAsync(database.Source, CancellationToken.None);
        return database;
    }

    /// <summary>Puts a run into the queue.</summary>
    public Task EnqueueAsync(string id, string environment = "dev", string target = "aws") => Queue.EnqueueAsync(
        new QueuedRun(id, "shop", environment, target, [Entry(1, JournalKinds.RunStarted)], $"runs/{id}/0.zip"), CancellationToken.None);

    public Task<RunClaim?> ClaimAsync(string worker = "w1", double seconds = 60, params string[] targets) =>
        Claims.ClaimAsync(worker, targets.Length == 0 ? ["aws"] : targets, TimeSpan.FromSeconds(seconds), CancellationToken.None);

    public async Task<SharedRun> LookAsync(string id) => (await Queue.LookAsync(null, CancellationToken.None)).Single(run => run.Id == id);

    public static JournalEntry Entry(long sequence, string kind = JournalKinds.Progress) => new(sequence, DateTimeOffset.UnixEpoch, kind, "build", null, null);

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

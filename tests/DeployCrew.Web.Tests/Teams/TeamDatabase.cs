using DeployCrew.Postgres;
using DeployCrew.Testing;
using Npgsql;

namespace DeployCrew.Web.Tests.Teams;

/// <summary>A database of a test's own on the real PostgreSQL, and a home for its processes.</summary>
internal sealed class TeamDatabase : IAsyncDisposable
{
    public const string Variable = "DEPLOYCREW_TEST_POSTGRES";
    private readonly TemporaryFolder folder = new();
    private readonly string name = "team_" + Guid.NewGuid().ToString("N")[..12];

    public string Home => folder.In("home");

    public string Store => $"{Server}/{name}";

    public NpgsqlDataSource Database { get; private set; } = null!;

    private static string Server => Environment.GetEnvironmentVariable(Variable)!;

    public static async Task<TeamDatabase> CreateAsync()
    {
        var made = new TeamDatabase();
        Directory.CreateDirectory(made.Home);
        await using (var server = StoreAddress.Open($"{Server}/postgres"))
        {
            await using var create = server.CreateCommand($"create database {made.name}");
            await create.ExecuteNonQueryAsync();
        }

        made.Database = StoreAddress.Open(made.Store);
        await PostgresSchema.EnsureAsync(made.Database, CancellationToken.None);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        using (var down = TeamProcess.Start(Home, Store, "local", "down"))
            await down.EndedAsync();
        folder.Dispose();
    }
}

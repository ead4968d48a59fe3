using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Postgres;
using Npgsql;

namespace DeployCrew.Teams;

/// <summary>Who may do what on a team's page: of a team only this.</summary>
public sealed class TeamAccess : IAsyncDisposable
{
    private readonly NpgsqlDataSource database;

    private TeamAccess(NpgsqlDataSource database)
    {
        this.database = database;
        Store = new PostgresAccessStore(database);
    }

    /// <summary>Tokens and audit trail.</summary>
    public IAccessStore Store { get; }

    /// <summary>Opens it; tables that are not there are made.</summary>
    /// <exception cref="DeployError">DC9201, DC9202, DC9209.</exception>
    public static async Task<TeamAccess> OpenAsync(string store, CancellationToken cancellationToken) => new(await PostgresSchema.OpenAsync(store, cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();
}

using DeployCrew.Aws;
using DeployCrew.Aws.Configuration;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Postgres;
using Npgsql;

namespace DeployCrew.Teams;

/// <summary>What the machines of a team share: queue and journals in PostgreSQL, runs' files in a bucket or a folder.</summary>
public sealed class Team : IAsyncDisposable
{
    private readonly NpgsqlDataSource database;

    private Team(NpgsqlDataSource database, IArtifactStore artifacts, TimeProvider time)
    {
        this.database = database;
        Artifacts = artifacts;
        Queue = new PostgresRunQueue(database);
        Claims = new PostgresRunClaims(database);
        Journals = new PostgresJournals(database, time);
        Access = new PostgresAccessStore(database);
    }

    /// <summary>Runs that wait.</summary>
    public IRunQueue Queue { get; }

    /// <summary>Runs that workers have.</summary>
    public IRunClaims Claims { get; }

    /// <summary>Their journals.</summary>
    public ISharedJournals Journals { get; }

    /// <summary>Who may do what on the team's page, and who did what.</summary>
    public IAccessStore Access { get; }

    /// <summary>Their files.</summary>
    public IArtifactStore Artifacts { get; }

    /// <summary>Opens it; tables that are not there are made.</summary>
    /// <param name="store"><c>postgres://USER@HOST:PORT/DATABASE</c>.</param>
    /// <param name="artifacts">A folder that all machines share, or <c>s3://BUCKET/PREFIX</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC9201, DC9202, DC9207, DC9209.</exception>
    public static async Task<Team> OpenAsync(string store, string artifacts, TimeProvider time, CancellationToken cancellationToken)
    {
        var place = Place(artifacts);
        return new Team(await PostgresSchema.OpenAsync(store, cancellationToken), place, time);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        (Artifacts as IDisposable)?.Dispose();
    }

    private static IArtifactStore Place(string named)
    {
        ArgumentException.ThrowIfNullOrEmpty(named);
        if (!named.Contains("://", StringComparison.Ordinal))
            return new FolderArtifacts(Path.GetFullPath(named));
        if (!Uri.TryCreate(named, UriKind.Absolute, out var uri) || uri is not { Scheme: "s3", Host.Length: > 0 })
            throw TeamErrors.BadArtifacts(named);
        var prefix = uri.AbsolutePath.Trim('/');
        var region = AwsConfiguration.Load().Region()?.Value ?? throw TeamErrors.NoRegion();
        return new S3Artifacts(new AwsConnection(region), uri.Host, prefix.Length == 0 ? "" : prefix + "/");
    }
}

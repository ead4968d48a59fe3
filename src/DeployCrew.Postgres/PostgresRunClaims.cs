using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Queue;
using Npgsql;

namespace DeployCrew.Postgres;

/// <summary>Workers' claims in PostgreSQL (<c>for update skip locked</c>). Time is the database's, so that workers' clocks do not matter.</summary>
/// <param name="database">The database; its tables are there.</param>
public sealed class PostgresRunClaims(NpgsqlDataSource database) : IRunClaims
{
    /// <summary>A run that was taken over this often ends its workers: it rests, until somebody has looked.</summary>
    public const int MostTakeovers = 20;

    /// <inheritdoc/>
    public Task<RunClaim?> ClaimAsync(string worker, IReadOnlyList<string> targets, TimeSpan holdsFor, CancellationToken cancellationToken) => PostgresFailure.AskAsync("give a run", async () =>
    {
        try
        {
            await SetAsideAsync(cancellationToken);
            await using var command = Sql.Command(database,
                """
                with next as (
                  select id from deploycrew.runs as run
                  where target = any($2) and (state = 'queued' or state = 'running' and held_until < clock_timestamp() and not cancel_asked and takeovers < $4)
                    and not exists (
                      select from deploycrew.runs as other where other.state = 'running' and other.id <> run.id
                        and (other.target, other.project, other.environment) = (run.target, run.project, run.environment))
                  order by state = 'running' desc, queued_at limit 1 for update skip locked)
                update deploycrew.runs as run
                set state = 'running', worker = $1, epoch = epoch + 1, held_until = clock_timestamp() + $3, changed_at = clock_timestamp(), refusal = null,
                    takeovers = takeovers + (state = 'running')::integer
                from next where run.id = next.id
                returning run.id, epoch, array(select artifact from deploycrew.snapshots where snapshots.run = next.id order by number)
                """, worker, targets.ToArray(), holdsFor, MostTakeovers);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) ? new RunClaim(reader.GetString(0), worker, reader.GetInt64(1), reader.GetFieldValue<string[]>(2)) : null;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null; // another worker has just taken a run of the same environment
        }
    });

    /// <inheritdoc/>
    public Task<RunClaimState> RenewAsync(RunClaim claim, TimeSpan holdsFor, CancellationToken cancellationToken) => PostgresFailure.AskAgainAsync("renew the claim", async () =>
    {
        await using var command = Sql.Command(database,
            "update deploycrew.runs set held_until = clock_timestamp() + $3 where id = $1 and epoch = $2 and state = 'running' returning cancel_asked",
            claim.RunId, claim.Epoch, holdsFor);
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null => RunClaimState.Lost,
            true => RunClaimState.CancelAsked,
            _ => RunClaimState.Held,
        };
    });

    /// <inheritdoc/>
    public Task ReleaseAsync(RunClaim claim, bool goesOn, ErrorReport? refusal, CancellationToken cancellationToken) => PostgresFailure.AskAgainAsync("take the run back", async () =>
    {
        await using var command = Sql.Command(database,
            """
            update deploycrew.runs set state = $3, worker = null, held_until = null, cancel_asked = false, refusal = $4, changed_at = clock_timestamp()
            where id = $1 and epoch = $2 and state = 'running'
            """, claim.RunId, claim.Epoch, goesOn ? "queued" : "resting", refusal is null ? DBNull.Value : JsonSerializer.Serialize(refusal, JsonFormat.Compact));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    });

    // What was asked to be cancelled while its worker was lost, and what has ended too many of them, is not taken over.
    private async Task SetAsideAsync(CancellationToken cancellationToken)
    {
        await using var command = Sql.Command(database,
            """
            update deploycrew.runs set state = 'resting', cancel_asked = false, worker = null, changed_at = clock_timestamp()
            where state = 'running' and held_until < clock_timestamp() and (cancel_asked or takeovers >= $1)
            returning id, takeovers
            """, MostTakeovers);
        var lost = new List<(string Id, int Takeovers)>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                lost.Add((reader.GetString(0), reader.GetInt32(1)));
        }

        foreach (var (id, takeovers) in lost.Where(run => run.Takeovers >= MostTakeovers))
        {
            await using var say = Sql.Command(database, "update deploycrew.runs set refusal = $2 where id = $1 and state = 'resting'",
                id, JsonSerializer.Serialize(TeamErrors.TooManyTakeovers(id, takeovers).ToReport(), JsonFormat.Compact));
            await say.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

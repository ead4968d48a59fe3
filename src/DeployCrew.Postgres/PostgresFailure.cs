using DeployCrew.Core.Errors;
using Npgsql;

namespace DeployCrew.Postgres;

/// <summary>What the database refuses, and a database that is away, as our errors.</summary>
internal static class PostgresFailure
{
    public static async Task<T> AskAsync<T>(string what, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NpgsqlException error)
        {
            throw TeamErrors.StoreFailed(what, error, IsTransient(error));
        }
    }

    // A database that starts or fails over says so in many ways; what the server itself refuses stays refused.
    public static bool IsTransient(NpgsqlException error) => error.IsTransient || error is not PostgresException;
}

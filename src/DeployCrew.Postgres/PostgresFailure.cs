using DeployCrew.Core.Errors;
using Npgsql;

namespace DeployCrew.Postgres;

/// <summary>What the database refuses, and a database that is away, as our errors.</summary>
internal static class PostgresFailure
{
    private const int Tries = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks once: what may have been done when its answer is lost is not done again.</summary>
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

    /// <summary>Asks again when the connection is cut: it reads, or says what shall be.</summary>
    public static async Task<T> AskAgainAsync<T>(string what, Func<Task<T>> ask)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await AskAsync(what, ask);
            }
            catch (DeployError error) when (error.IsTransient && tried < Tries)
            {
                await Task.Delay(Pause * tried);
            }
        }
    }

    // A database that starts or fails over says so in many ways; what the server itself refuses stays refused.
    public static bool IsTransient(NpgsqlException error) => error.IsTransient || error is not PostgresException;
}

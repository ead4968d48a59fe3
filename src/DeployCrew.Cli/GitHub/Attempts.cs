using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.GitHub;

/// <summary>Calls of GitHub's API that are made again when nothing came of them: four times within two and a half minutes at the most.</summary>
internal static class Attempts
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(15)];

    /// <summary>Makes a call that may be repeated.</summary>
    public static async Task<T> MakeAsync<T>(Func<Task<T>> call, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (DeployError error) when (error.IsTransient && attempt < Pauses.Length)
            {
                await Task.Delay(Pauses[attempt], time, cancellationToken);
            }
        }
    }
}

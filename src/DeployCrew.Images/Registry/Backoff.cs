using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Registry;

/// <summary>Makes a call again while its error is transient: a bounded number of times, each wait longer and with jitter.</summary>
internal sealed class Backoff(TimeProvider time, int attempts = 8)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (DeployError error) when (error.IsTransient && attempt < attempts)
            {
                await WaitAsync(attempt, cancellationToken);
            }
        }
    }

    /// <summary>Waits after the failure of this number, which counts from 1.</summary>
    public Task WaitAsync(int attempt, CancellationToken cancellationToken)
    {
        var full = Math.Min(First.TotalMilliseconds * Math.Pow(2, attempt - 1), Longest.TotalMilliseconds);
        return Task.Delay(TimeSpan.FromMilliseconds(full * (0.5 + Random.Shared.NextDouble() / 2)), time, cancellationToken);
    }
}

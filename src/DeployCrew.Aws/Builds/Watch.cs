namespace DeployCrew.Aws.Builds;

/// <summary>Looks again and again, at first often; has what it looks at ended when nobody wants it any more, or it takes too long.</summary>
internal sealed class Watch(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(20);

    /// <summary>Looks until there is something to see.</summary>
    /// <param name="look">Null: not yet.</param>
    /// <param name="stop">Ends what is looked at.</param>
    /// <param name="limit">When to stop it, whatever it does.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was seen; null when it was stopped because of the limit.</returns>
    public async Task<T?> UntilAsync<T>(Func<CancellationToken, Task<T?>> look, Func<CancellationToken, Task> stop, TimeSpan limit, CancellationToken cancellationToken)
        where T : class
    {
        var end = time.GetUtcNow() + limit;
        try
        {
            for (var pause = First; time.GetUtcNow() < end; pause = pause * 1.3 < Longest ? pause * 1.3 : Longest)
            {
                if (await look(cancellationToken) is { } seen)
                    return seen;
                await Task.Delay(pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await StopAsync(stop);
            throw;
        }

        await StopAsync(stop);
        return null;
    }

    private async Task StopAsync(Func<CancellationToken, Task> stop)
    {
        using var patience = new CancellationTokenSource(Ending, time);
        await stop(patience.Token);
    }
}

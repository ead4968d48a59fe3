using System.Runtime.CompilerServices;

namespace DeployCrew.Aws.Logs;

/// <summary>Follows a log: asks again and again, and gives every event once.</summary>
internal sealed class LogTail(LogsClient client, TimeProvider time)
{
    /// <summary>How far back is asked each time: events come in out of order, and late.</summary>
    public static readonly TimeSpan Lateness = TimeSpan.FromMinutes(5);

    /// <summary>Events as they come, those of one answer in the order of their times. An event that comes later than <see cref="Lateness"/> is missed.</summary>
    /// <param name="filter">Which ones; its From is where it begins, now where it says none.</param>
    /// <param name="every">How long to wait between two questions.</param>
    /// <param name="limit">How long to follow; what is there at the end is given before it ends.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async IAsyncEnumerable<LogEvent> FollowAsync(
        LogFilter filter, TimeSpan every, TimeSpan limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begun = filter.From ?? time.GetUtcNow();
        var end = time.GetUtcNow() + limit;
        var newest = begun;
        var given = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        for (var isLast = false; ; isLast = time.GetUtcNow() >= end)
        {
            var from = newest - Lateness > begun ? newest - Lateness : begun;
            var found = await client.FilterAsync(filter with { From = from }, cancellationToken).ToListAsync(cancellationToken);
            foreach (var line in found.OrderBy(line => line.At))
            {
                if (!given.TryAdd(line.Id, line.At))
                    continue;
                newest = line.At > newest ? line.At : newest;
                yield return line;
            }

            if (isLast)
                yield break;
            foreach (var (id, at) in given.Where(one => one.Value < newest - Lateness - Lateness).ToList())
                given.Remove(id);
            var left = end - time.GetUtcNow();
            await Task.Delay(left < every && left > TimeSpan.Zero ? left : every, time, cancellationToken);
        }
    }
}

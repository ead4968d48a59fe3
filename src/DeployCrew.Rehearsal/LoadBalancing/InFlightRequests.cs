using System.Collections.Concurrent;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>How many requests each task is answering right now.</summary>
internal sealed class InFlightRequests
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public int Count(string taskId) => counts.GetValueOrDefault(taskId);

    public void Begin(string taskId) => counts.AddOrUpdate(taskId, 1, (_, count) => count + 1);

    public void End(string taskId) => counts.AddOrUpdate(taskId, 0, (_, count) => count - 1);
}

using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>What a new deployment starts from.</summary>
internal static class ServingRevision
{
    /// <summary>
    /// The revision that all production traffic goes to, or else the one of the last deployment that succeeded; when that has no healthy task
    /// and another one has, that one. Null when nothing serves and nothing ever did.
    /// </summary>
    public static string? Of(CloudState state, ServiceState service)
    {
        var fleet = new Fleet(state);
        var left = service.Shifting;
        var whole = left is { Shift.Production: 100 } ? left.TargetRevision : null;
        return new[] { whole, service.StableRevision, left?.TargetRevision }.OfType<string>()
            .FirstOrDefault(revision => fleet.Of(service).Any(task => task.IsActive && task.Revision == revision && fleet.IsHealthy(service, task)))
            ?? service.StableRevision;
    }
}

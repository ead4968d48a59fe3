using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>
/// One step of a service, whatever its strategy: looks at the service, its tasks and its target groups, changes the state, and says which
/// revisions to start tasks of. It takes no time and waits for nothing: who calls it again later, by whatever clock, gets the next step.
/// </summary>
internal static class ServiceStep
{
    /// <summary>Called under the state's lock, a few times a second.</summary>
    /// <returns>ARNs of the revisions to start a task of; one that is wanted twice is there twice.</returns>
    public static IReadOnlyList<string> Take(CloudState state, Fleet fleet, ServiceState service, DateTimeOffset now)
    {
        if (service.OpenDeployment is { } open)
            Begin(state, service, open, now);
        if (service.Shifting is { } shifting)
            return new ShiftingDeployment(state, fleet, service, shifting, now).Step();
        var missing = RollingDeployment.Step(fleet, service, now);
        return [.. Enumerable.Repeat(service.ActiveRevision!, missing)];
    }

    /// <summary>Whether a step would change nothing.</summary>
    public static bool IsAtRest(Fleet fleet, ServiceState service) => service.Shifting is { IsOpen: false } ended
        ? service is { Deleting: false } && !ShiftingDeployment.HasSurplus(fleet, service, ended)
        : RollingDeployment.IsAtRest(fleet, service);

    private static void Begin(CloudState state, ServiceState service, DeploymentState open, DateTimeOffset now)
    {
        if (open.StartedAt is null)
        {
            open.StartedAt = now;
            if (open.RollbackReason is null) // it may have been stopped before its first step
                open.Status = "IN_PROGRESS";
        }

        if (open.Status == "ROLLBACK_REQUESTED")
            open.Status = "ROLLBACK_IN_PROGRESS";
        DeploymentAlarms.Look(state, service, open, now);
    }
}

using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>
/// ECS's rolling deployment as a pure step: looks at a service and its tasks, changes the state, and says what to start and stop.
/// Minimum and maximum healthy percent, circuit breaker and rollback follow the ECS developer guide.
/// </summary>
internal static class RollingDeployment
{
    /// <summary>One step. Called under the state's lock, a few times a second.</summary>
    /// <returns>How many tasks of the active revision to start now.</returns>
    public static int Step(Fleet fleet, ServiceState service, DateTimeOffset now)
    {
        var tasks = fleet.Of(service).Where(task => task.IsActive).ToArray();
        var current = tasks.Where(task => task.Revision == service.ActiveRevision).ToArray();
        var old = tasks.Except(current).ToArray();
        var healthy = current.Count(task => fleet.IsHealthy(service, task));
        StopSurplus(fleet, service, current, old, healthy);
        if (healthy >= service.DesiredCount)
            service.FailuresInRow = 0;
        if (service.OpenDeployment is { } open)
            Advance(fleet, service, open, old, healthy, now);
        return Missing(service, current.Length, tasks.Length, now);
    }

    /// <summary>Whether a step would change nothing: as many tasks as wanted, all of the revision that is wanted, and nothing under way.</summary>
    public static bool IsAtRest(Fleet fleet, ServiceState service) => service is { OpenDeployment: null, Deleting: false }
        && (service.FailuresInRow == 0 || service.Halted)
        && fleet.Of(service).ToArray() is var tasks
        && (tasks.Length == service.DesiredCount || (service.Halted && tasks.Length < service.DesiredCount))
        && tasks.All(task => task.IsActive && task.Revision == service.ActiveRevision);

    private static void Advance(
        Fleet fleet, ServiceState service, DeploymentState open, TaskState[] old, int healthy, DateTimeOffset now)
    {
        // Tasks that are asked to stop still have their targets until these have drained.
        var leaving = fleet.Of(service).Any(task => task.Revision != service.ActiveRevision);
        if (healthy < service.DesiredCount || old.Length > 0 || leaving)
            return;
        open.FinishedAt = now;
        service.FailuresInRow = 0;
        if (open.RollbackReason is null)
        {
            open.Status = "SUCCESSFUL";
            service.StableRevision = open.TargetRevision;
            service.Say(now, "has reached a steady state.");
        }
        else
        {
            open.Status = "ROLLBACK_SUCCESSFUL";
            service.Say(now, "rollback completed, has reached a steady state.");
        }
    }

    // Old tasks go as new ones become healthy, never below minimumHealthyPercent; what is left over of the current revision goes at once.
    private static void StopSurplus(Fleet fleet, ServiceState service, TaskState[] current, TaskState[] old, int healthy)
    {
        foreach (var task in current.OrderByDescending(task => fleet.IsHealthy(service, task)).Skip(service.DesiredCount))
            Stop(task, "Scaling activity initiated by deployment");
        var floor = (int)Math.Ceiling(service.DesiredCount * service.MinimumHealthyPercent / 100.0);
        var oldHealthy = old.Count(task => fleet.IsHealthy(service, task));
        foreach (var task in old.OrderBy(task => fleet.IsHealthy(service, task)))
        {
            var counts = fleet.IsHealthy(service, task);
            if (counts && healthy + oldHealthy - 1 < floor)
                return;
            if (counts)
                oldHealthy--;
            Stop(task, "Scaling activity initiated by deployment");
        }
    }

    /// <summary>Asks a task to stop; the load balancer drains it first.</summary>
    public static void Stop(TaskState task, string reason)
    {
        task.DesiredStatus = "STOPPED";
        task.StopCode = "ServiceSchedulerInitiated";
        task.StoppedReason = reason;
    }

    private static int Missing(ServiceState service, int current, int all, DateTimeOffset now)
    {
        if (service.Halted || service.ActiveRevision is null || now < service.NextStart)
            return 0;
        var ceiling = Math.Max(service.DesiredCount, (int)Math.Floor(service.DesiredCount * service.MaximumPercent / 100.0));
        return Math.Clamp(service.DesiredCount - current, 0, Math.Max(0, ceiling - all));
    }
}

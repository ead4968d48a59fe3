using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>ECS replaces tasks that the load balancer finds unhealthy, once their grace period is over.</summary>
internal static class UnhealthyTasks
{
    /// <summary>Asks them to stop. Returns whether there was one.</summary>
    public static bool Stop(CloudState state, DateTimeOffset now)
    {
        var changed = false;
        foreach (var (group, target) in state.TargetGroups.Values.SelectMany(group => group.Targets, (group, target) => (group, target))
            .Where(pair => pair.target.Health == "unhealthy"))
        {
            if (!state.Tasks.TryGetValue(target.TaskId, out var task) || !task.IsActive
                || !state.Services.TryGetValue(task.ServiceArn, out var service)
                || now - task.StartedAt < TimeSpan.FromSeconds(service.GraceSeconds))
                continue;
            task.DesiredStatus = "STOPPED";
            task.StopCode = "ServiceSchedulerInitiated";
            task.StoppedReason = $"Task failed ELB health checks in (target-group {group.Arn})";
            TaskFailures.Count(service, task, now,
                $"(port {target.Port}) is unhealthy in (target-group {group.Arn}) due to (reason {target.Description})");
            changed = true;
        }

        return changed;
    }
}

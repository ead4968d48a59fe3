using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>Tasks that end without anybody asking for it: later starts are spaced out, and the circuit breaker counts.</summary>
internal static class TaskFailures
{
    /// <summary>A task of the service ended or was found unhealthy.</summary>
    public static void Count(ServiceState service, TaskState task, DateTimeOffset now, string reason)
    {
        if (service.Shifting is not null)
        {
            // Two revisions run: the trouble of one is not to keep the other from being replaced.
            var revision = service.Revision(task.Revision);
            revision.NextStart = now + Pause(++revision.FailuresInRow);
        }
        else
        {
            service.NextStart = now + Pause(++service.FailuresInRow);
        }

        service.Say(now, $"has stopped 1 running tasks: (task {task.Id}). {reason}");
        // From CLEAN_UP on there is nothing that could be gone back to.
        if (service.OpenDeployment is not { } open || task.Revision != service.ActiveRevision
            || open is { RollbackReason: null, Shift.Stage: LifecycleStage.CleanUp })
            return;
        if (open.RollbackReason is not null)
        {
            DeploymentRollback.CountFailure(service, open, now, reason);
            return;
        }

        open.Failures++;
        if (service.CircuitBreaker.Enable && open.Failures >= open.Threshold)
            DeploymentRollback.Begin(service, open, now, "Deployment circuit breaker was triggered: " + reason, service.CircuitBreaker.Rollback);
    }

    private static TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, failures - 1) / 2));
}

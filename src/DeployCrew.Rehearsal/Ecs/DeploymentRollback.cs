using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>How a deployment that cannot go on ends: back to the revision before it, if that is wanted and there is one.</summary>
internal static class DeploymentRollback
{
    /// <summary>Begins a rollback; without one the deployment is STOPPED, and everything stays as it is.</summary>
    public static void Begin(ServiceState service, DeploymentState deployment, DateTimeOffset now, string reason, bool allowed)
    {
        deployment.RollbackReason = reason;
        foreach (var hook in deployment.Shift?.Hooks.Where(hook => hook.Status == PauseHooks.Awaiting) ?? [])
            hook.Status = "FAILED";
        if (!allowed || deployment.SourceRevision is not { } source)
        {
            deployment.Status = "STOPPED";
            deployment.StatusReason = reason + (allowed ? " There is no earlier service revision to roll back to." : "");
            deployment.FinishedAt = now;
            service.Halted = true;
            service.Say(now, $"(deployment {deployment.Arn[(deployment.Arn.LastIndexOf('/') + 1)..]}) deployment failed: {reason}");
            return;
        }

        deployment.Status = "ROLLBACK_IN_PROGRESS";
        deployment.StatusReason = reason;
        deployment.RollbackStartedAt = now;
        // Traffic goes back before anything stops.
        deployment.Shift?.Enter(
            deployment.Shift.Production > 0 ? LifecycleStage.ProductionTrafficShift
            : deployment.Shift.Test > 0 ? LifecycleStage.TestTrafficShift : LifecycleStage.CleanUp, now);
        service.ActiveRevision = source;
        service.TaskDefinition = service.Revision(source).TaskDefinition;
        service.FailuresInRow = 0;
        service.NextStart = now;
        service.Revision(source).NextStart = now;
        service.Say(now, $"rolling back to {source}.");
    }

    /// <summary>What was to be gone back to does not run either: without an end, whoever watches the deployment would wait for ever.</summary>
    public static void CountFailure(ServiceState service, DeploymentState deployment, DateTimeOffset now, string reason)
    {
        if (++deployment.RollbackFailures < deployment.Threshold)
            return;
        deployment.Status = "ROLLBACK_FAILED";
        deployment.StatusReason = $"{deployment.RollbackReason} The rollback failed: {reason}";
        deployment.FinishedAt = now;
        service.Halted = true;
        service.Say(now, $"rollback failed: {reason}");
    }
}

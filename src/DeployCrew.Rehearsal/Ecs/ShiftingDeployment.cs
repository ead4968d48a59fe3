using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>
/// ECS's blue/green, canary and linear deployments as a step: the new revision (green) comes up beside the one that serves (blue), gets its
/// traffic bit by bit, and blue goes when all is well. Going back, traffic comes first and tasks after it. Stages follow the ECS developer
/// guide, "Amazon ECS blue/green service deployments workflow"; a step passes one of them at the most.
/// </summary>
internal sealed class ShiftingDeployment(CloudState state, Fleet fleet, ServiceState service, DeploymentState deployment, DateTimeOffset now)
{
    private readonly ShiftState shift = deployment.Shift!;
    private readonly ShiftPlan plan = ShiftPlan.Of(deployment.Configuration ?? []);

    /// <summary>Tasks that a deployment wants of a revision; null for as many as there are.</summary>
    public static int? Wanted(ServiceState service, DeploymentState deployment, string revision)
    {
        var (isTarget, isSource) = (revision == deployment.TargetRevision, revision == deployment.SourceRevision);
        var (shift, cleansUp) = (deployment.Shift!, deployment.Shift!.Stage == LifecycleStage.CleanUp);
        if (!deployment.IsOpen)
            return null;
        if (deployment.RollbackReason is not null)
            return isSource ? service.DesiredCount : isTarget && !cleansUp ? null : 0;
        var isUp = shift.Stage is not (null or LifecycleStage.ReconcileService or LifecycleStage.PreScaleUp);
        return isTarget ? (isUp ? service.DesiredCount : 0) : isSource && !cleansUp ? shift.SourceCount : 0;
    }

    /// <summary>Whether an ended deployment has tasks that nobody wants any more: there are more than the service's desired count of a revision.</summary>
    public static bool HasSurplus(Fleet fleet, ServiceState service, DeploymentState ended) =>
        fleet.Of(service).Where(task => task.IsActive).GroupBy(task => task.Revision).Any(group => group.Count() > (Wanted(service, ended, group.Key) ?? service.DesiredCount));

    /// <summary>One step.</summary>
    /// <returns>ARNs of the revisions to start a task of.</returns>
    public IReadOnlyList<string> Step()
    {
        foreach (var revision in new[] { deployment.TargetRevision, deployment.SourceRevision }.OfType<string>().Where(IsComplete))
            service.Revision(revision).FailuresInRow = 0;
        if (deployment is { IsOpen: true, RollbackReason: null })
            Forward();
        else if (deployment.IsOpen)
            Back();
        StopSurplus();
        return service.Halted ? [] : [.. Missing()];
    }

    private void Forward()
    {
        if (shift.Stage is null)
            Enter(Others().Any() ? LifecycleStage.ReconcileService : LifecycleStage.PreScaleUp);
        else if (PauseHooks.Expire(state, shift, now) is { } expired)
            DeploymentRollback.Begin(service, deployment, now, $"The lifecycle hook {expired.Id} at {expired.Stage} timed out.", allowed: true);
        else if (shift.Hooks.TrueForAll(hook => hook.Status != PauseHooks.Awaiting) && Next() is { } next)
            Enter(next);
    }

    // The stage after this one, when this one is done.
    private string? Next() => shift.Stage switch
    {
        LifecycleStage.ReconcileService => Others().Any(IsServing) ? null : LifecycleStage.PreScaleUp,
        LifecycleStage.PreScaleUp => LifecycleStage.ScaleUp,
        LifecycleStage.ScaleUp => Healthy(deployment.TargetRevision) < service.DesiredCount ? null : LifecycleStage.PostScaleUp,
        LifecycleStage.PostScaleUp => AfterScaleUp(),
        LifecycleStage.TestTrafficShift => AfterTestShift(),
        LifecycleStage.PostTestTrafficShift => LifecycleStage.PreProductionTrafficShift,
        LifecycleStage.PreProductionTrafficShift => LifecycleStage.ProductionTrafficShift,
        LifecycleStage.ProductionTrafficShift => AfterProductionStep(),
        LifecycleStage.PostProductionTrafficShift => LifecycleStage.BakeTime,
        LifecycleStage.BakeTime => HasPassed(plan.Bake, shift.Since) ? LifecycleStage.CleanUp : null,
        _ => Finish("SUCCESSFUL", "has reached a steady state.", deployment.TargetRevision),
    };

    private string? AfterScaleUp()
    {
        if (!shift.Straight && service.DesiredCount > 0)
            return LifecycleStage.TestTrafficShift;
        if (!CanServe())
            return null;
        ShiftTest(100);
        ShiftProduction(100);
        return LifecycleStage.CleanUp;
    }

    private string? AfterTestShift()
    {
        if (!CanServe())
            return null;
        ShiftTest(100);
        return LifecycleStage.PostTestTrafficShift;
    }

    private string? AfterProductionStep()
    {
        if (shift.MovedAt is not { } moved)
        {
            if (!CanServe())
                return null;
            ShiftProduction(plan.Steps[shift.Steps]);
            (shift.MovedAt, shift.Steps) = (now, shift.Steps + 1);
            return null;
        }

        return shift.Steps == plan.Steps.Count ? LifecycleStage.PostProductionTrafficShift
            : HasPassed(plan.StepBake, moved) ? LifecycleStage.PreProductionTrafficShift : null;
    }

    private void Back()
    {
        var source = deployment.SourceRevision!;
        if (shift.Stage != LifecycleStage.CleanUp)
        {
            // Not to where nobody answers, as long as somebody does.
            if (Healthy(source) == 0 && Healthy(deployment.TargetRevision) > 0)
                return;
            ShiftProduction(0);
            ShiftTest(0);
            Enter(LifecycleStage.CleanUp);
        }
        else if (IsComplete(source))
        {
            Finish("ROLLBACK_SUCCESSFUL", "rollback completed, has reached a steady state.", source);
        }
    }

    private string? Finish(string status, string message, string live)
    {
        // Tasks that are asked to stop still have their targets until these have drained.
        if (fleet.Of(service).Any(task => task.Revision != live))
            return null;
        deployment.FinishedAt = now;
        deployment.Status = status;
        service.FailuresInRow = 0;
        service.StableRevision = live;
        service.Say(now, message);
        return null;
    }

    private void Enter(string stage)
    {
        shift.Enter(stage, now);
        if (deployment.RollbackReason is null)
            PauseHooks.Begin(deployment, shift, now);
    }

    private void ShiftProduction(double percent)
    {
        if (percent != shift.Production)
            service.Say(now, FormattableString.Invariant($"shifted {percent} percent of production traffic to {deployment.TargetRevision}."));
        shift.Production = percent;
        TrafficShare.SetProduction(state, service, deployment.TargetRevision, percent);
    }

    private void ShiftTest(double percent)
    {
        shift.Test = percent;
        TrafficShare.SetTest(state, service, deployment.TargetRevision, percent);
    }

    private void StopSurplus()
    {
        foreach (var group in fleet.Of(service).Where(task => task.IsActive).GroupBy(task => task.Revision))
        {
            var wanted = Wanted(service, deployment, group.Key) ?? service.DesiredCount;
            // What is left of a deployment before may share blue's target group: it goes when blue is whole.
            if (shift.Stage == LifecycleStage.ReconcileService && IsOther(group.Key) && !IsSourceComplete())
                continue;
            foreach (var task in group.OrderByDescending(task => fleet.IsHealthy(service, task)).Skip(wanted))
                RollingDeployment.Stop(task, "Scaling activity initiated by deployment");
        }
    }

    private IEnumerable<string> Missing() => new[] { deployment.SourceRevision, deployment.TargetRevision }.OfType<string>().Distinct()
        .Where(revision => now >= service.Revision(revision).NextStart)
        .SelectMany(revision => Enumerable.Repeat(revision, Math.Max(0, (Wanted(service, deployment, revision) ?? 0) - Active(revision).Count())));

    private IEnumerable<TaskState> Active(string revision) => fleet.Of(service).Where(task => task.IsActive && task.Revision == revision);

    private int Healthy(string revision) => Active(revision).Count(task => fleet.IsHealthy(service, task));

    private bool IsComplete(string revision) => Healthy(revision) >= service.DesiredCount;

    private bool IsSourceComplete() => deployment.SourceRevision is not { } source || Healthy(source) >= shift.SourceCount;

    private bool CanServe() => service.DesiredCount == 0 || Healthy(deployment.TargetRevision) > 0;

    private bool IsOther(string revision) => revision != deployment.TargetRevision && revision != deployment.SourceRevision;

    private IEnumerable<TaskState> Others() => fleet.Of(service).Where(task => IsOther(task.Revision));

    // A task that drains gets no new requests.
    private static bool IsServing(TaskState task) => task.IsActive || task.LastStatus is "PROVISIONING" or "PENDING" or "RUNNING";

    private bool HasPassed(TimeSpan length, DateTimeOffset since) => now - since >= length / state.TimeScale;
}

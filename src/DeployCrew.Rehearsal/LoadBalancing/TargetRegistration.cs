using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>Puts tasks into target groups and takes them out again, draining first.</summary>
internal sealed class TargetRegistration(StateStore store, InFlightRequests requests, TimeProvider time)
{
    /// <summary>Registers a running task in the target groups of its revision.</summary>
    public static void Register(CloudState state, ServiceState service, TaskState task, DateTimeOffset now)
    {
        foreach (var wanted in RevisionTargets.Of(service, task.Revision).Where(wanted => wanted.Container == task.ContainerName))
        {
            if (!state.TargetGroups.TryGetValue(wanted.Group, out var group))
                continue;
            group.Targets.Add(new TargetState
            {
                TaskId = task.Id,
                Address = "127.0.0.1",
                Port = task.HostPort,
                RegisteredAt = now,
                Reason = "Elb.RegistrationInProgress",
                Description = "Target registration is in progress",
            });
            service.Say(now, $"registered 1 targets in (target-group {group.Arn})");
        }
    }

    /// <summary>Begins to drain a task's targets. True when there was one that was not draining yet.</summary>
    public static bool Deregister(CloudState state, TaskState task, DateTimeOffset now)
    {
        var begun = false;
        foreach (var target in TargetsOf(state, task.Id).Where(target => target.Health != "draining"))
        {
            Drain(target, now);
            begun = true;
        }

        if (begun)
            task.LastStatus = "DEACTIVATING";
        return begun;
    }

    /// <summary>Registers an address without a task; one that is there already stays as it is.</summary>
    public static void Register(TargetGroupState group, string address, int port, DateTimeOffset now)
    {
        var id = TargetState.IdOf(group, address, port);
        group.Targets.RemoveAll(target => target.TaskId == id && target.Health == "draining");
        if (group.Targets.Exists(target => target.TaskId == id))
            return;
        group.Targets.Add(new TargetState
        {
            TaskId = id,
            Address = address,
            Port = port,
            RegisteredAt = now,
            Reason = "Elb.RegistrationInProgress",
            Description = "Target registration is in progress",
        });
    }

    /// <summary>Begins to drain a target.</summary>
    public static void Drain(TargetState target, DateTimeOffset now)
    {
        target.Health = "draining";
        target.DrainingSince = now;
        target.Reason = "Target.DeregistrationInProgress";
        target.Description = "Target deregistration is in progress";
    }

    /// <summary>Takes out the targets without a task that have drained; those of tasks go with their task.</summary>
    public void RemoveDrained()
    {
        bool IsGone(TargetState target) => target is { Health: "draining", IsAddressOnly: true } && IsDrained(target.TaskId);
        if (store.Read(state => state.TargetGroups.Values.Any(group => group.Targets.Exists(IsGone))))
        {
            store.Change(state =>
            {
                foreach (var group in state.TargetGroups.Values)
                    group.Targets.RemoveAll(IsGone);
            });
        }
    }

    /// <summary>Takes a task's targets out at once.</summary>
    public static void Remove(CloudState state, string taskId)
    {
        foreach (var group in state.TargetGroups.Values)
            group.Targets.RemoveAll(target => target.TaskId == taskId);
    }

    /// <summary>Whether no request of the task is under way any more, or the deregistration delay is over.</summary>
    public bool IsDrained(string taskId) => requests.Count(taskId) == 0 || store.Read(state => state.TargetGroups.Values
        .SelectMany(group => group.Targets, (group, target) => (group, target))
        .Where(pair => pair.target.TaskId == taskId && pair.target.DrainingSince is not null)
        .All(pair => time.GetUtcNow() - pair.target.DrainingSince >= TimeSpan.FromSeconds(pair.group.DeregistrationDelaySeconds)));

    private static IEnumerable<TargetState> TargetsOf(CloudState state, string taskId) =>
        state.TargetGroups.Values.SelectMany(group => group.Targets).Where(target => target.TaskId == taskId);
}

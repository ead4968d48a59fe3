using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>What happens at a moment of a rollout, or at a stage of it; each once.</summary>
internal sealed class SimulatedEvents(SimulatedCloud cloud)
{
    private static readonly TimeSpan Thought = TimeSpan.FromMinutes(1);
    private readonly HashSet<Fault> done = [];

    public void Step()
    {
        foreach (var fault in cloud.Faults.Where(IsDue).ToArray())
        {
            done.Add(fault);
            Happen(fault);
        }

        if (cloud.Settings.AsksForApproval)
            Answer();
    }

    private bool IsDue(Fault fault) => !done.Contains(fault) && cloud.Now >= cloud.Begun + fault.At
        && (fault.Kind != FaultKind.Abort || fault.Name is null || cloud.Service.OpenDeployment?.Shift?.Stage == fault.Name);

    private void Happen(Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Alarm:
                cloud.State.Alarms[fault.Name!] = "ALARM";
                break;
            case FaultKind.Kill:
                foreach (var task in Running(fault))
                    cloud.Tasks.Fail(task, 137, "Essential container in task exited");
                break;
            case FaultKind.TargetLost:
                foreach (var task in Running(fault))
                    Lose(task);
                break;
            case FaultKind.Superseded:
                cloud.Changes.Deploy(cloud.State, cloud.Service, cloud.Definition(3), cloud.Service.DesiredCount);
                break;
            case FaultKind.Abort when cloud.Service.OpenDeployment is { } open:
                Stop(open);
                break;
        }
    }

    // At least one: a share of a few tasks is not to come to nothing.
    private TaskState[] Running(Fault fault)
    {
        TaskState[] all = [.. cloud.State.Tasks.Values.Where(task => task is { LastStatus: "RUNNING", IsActive: true } && SimulatedCloud.VersionOf(task) == fault.Version)];
        return [.. all.Take((int)Math.Ceiling(all.Length * fault.Share))];
    }

    private void Lose(TaskState task)
    {
        foreach (var group in cloud.State.TargetGroups.Values)
            group.Targets.RemoveAll(target => target.TaskId == task.Id);
    }

    // Whoever is asked takes a minute to answer.
    private void Answer()
    {
        if (cloud.Service.OpenDeployment is not { RollbackReason: null } open || open.Shift?.Hooks.Find(hook => hook.Status == PauseHooks.Awaiting) is not { } hook
            || cloud.Now < hook.StartedAt + Thought || cloud.Faults.Any(fault => fault.Kind == FaultKind.Expired))
            return;
        if (cloud.Faults.Any(fault => fault.Kind == FaultKind.Refused))
            Stop(open);
        else
            hook.Status = "SUCCEEDED";
    }

    private void Stop(DeploymentState open)
    {
        try
        {
            DeploymentRequests.Stop(cloud.State, open.Arn, rollBack: true, cloud.Now);
        }
        catch (AwsFault)
        {
            // Too late, as ECS says of CLEAN_UP: the rollout goes on.
        }
    }
}

using System.Globalization;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>Takes simulated tasks through their life: pull, start, health checks; drain, stop.</summary>
internal sealed class SimulatedTasks(SimulatedCloud cloud)
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly Dictionary<string, SimulatedApp> apps = new(StringComparer.Ordinal);
    private int count;

    public SimulatedApp AppOf(string taskId) => apps[taskId];

    public void Launch(string revision)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{++count:D6}");
        var definition = cloud.Service.Revision(revision).TaskDefinition;
        var task = new TaskState
        {
            Id = id,
            Arn = $"{cloud.Service.ClusterArn.Replace(":cluster/", ":task/", StringComparison.Ordinal)}/{id}",
            ClusterArn = cloud.Service.ClusterArn,
            ServiceArn = cloud.Service.Arn,
            Revision = revision,
            TaskDefinition = definition,
            ContainerName = cloud.Settings.Name,
            Image = cloud.Image(int.Parse(definition[(definition.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture) - 1),
            CreatedAt = cloud.Now,
            ContainerPort = 80,
        };
        cloud.State.Tasks[id] = task;
        apps[id] = AppFor(SimulatedCloud.VersionOf(task));
    }

    public void Step()
    {
        var now = cloud.Now;
        foreach (var task in cloud.State.Tasks.Values.ToArray())
        {
            if (task.LastStatus == "STOPPED")
                Forget(task, now);
            else if (task.DesiredStatus == "STOPPED")
                Leave(task, now);
            else if (task.LastStatus != "RUNNING")
                Start(task, now);
            else if (apps[task.Id].HasCrashed(task, now))
                Fail(task, 1, "Essential container in task exited");
            else
                Check(task, now);
        }
    }

    /// <summary>A task ends by itself, or could not be started.</summary>
    public void Fail(TaskState task, int? exitCode, string reason)
    {
        End(task, exitCode, reason);
        TaskFailures.Count(cloud.Service, task, cloud.Now, exitCode is { } code ? $"{reason} with code {code}." : reason);
    }

    // Chance is drawn once per task and fault.
    private SimulatedApp AppFor(int version)
    {
        Fault[] own = [.. cloud.Faults.Where(fault => fault.Version == version && cloud.Random.NextDouble() < (fault.Kind == FaultKind.ServerErrors ? 1 : fault.Share))];
        return new SimulatedApp(cloud.Settings, own, () => cloud.Begun);
    }

    /// <summary>Draws anew what becomes of the tasks that run when the rollout begins.</summary>
    public void Redraw()
    {
        foreach (var task in cloud.State.Tasks.Values.Where(task => task.LastStatus != "STOPPED"))
            apps[task.Id] = AppFor(SimulatedCloud.VersionOf(task));
    }

    private void Start(TaskState task, DateTimeOffset now)
    {
        if (now - task.CreatedAt < SimulatedApp.Pull)
            return;
        if (apps[task.Id].StartFault(task) is { } fault)
        {
            task.ContainerReason = fault;
            Fail(task, null, fault);
            return;
        }

        (task.LastStatus, task.StartedAt, task.HostPort) = ("RUNNING", now, 20_000 + int.Parse(task.Id, CultureInfo.InvariantCulture));
        TargetRegistration.Register(cloud.State, cloud.Service, task, now);
        apps[task.Id].NextCheck = now + TimeSpan.FromSeconds(1);
    }

    private void Check(TaskState task, DateTimeOffset now)
    {
        var app = apps[task.Id];
        if (now < app.NextCheck)
            return;
        app.NextCheck = now + cloud.Settings.Interval;
        var passes = app.PassesHealthCheck(task, now);
        app.Series = passes ? Math.Max(0, app.Series) + 1 : Math.Min(0, app.Series) - 1;
        foreach (var target in cloud.State.TargetGroups.Values.SelectMany(group => group.Targets).Where(target => target.TaskId == task.Id && target.Health != "draining"))
            Judge(target, app, task, now);
    }

    private void Judge(TargetState target, SimulatedApp app, TaskState task, DateTimeOffset now)
    {
        target.Health = target.Health switch
        {
            "initial" when app.Series > 0 => "healthy",
            _ when -app.Series >= cloud.Settings.UnhealthyThreshold => "unhealthy",
            "unhealthy" when app.Series >= cloud.Settings.HealthyThreshold => "healthy",
            var same => same,
        };
        (target.Reason, target.Description) = target.Health == "healthy" ? (null, null)
            : !app.Listens(task, now) || app.Delay(now) >= cloud.Settings.Timeout ? ("Target.Timeout", "Request timed out")
            : ("Target.ResponseCodeMismatch", "Health checks failed with these codes: [503]");
    }

    private void Leave(TaskState task, DateTimeOffset now)
    {
        if (TargetRegistration.Deregister(cloud.State, task, now))
            return;
        var since = cloud.State.TargetGroups.Values.SelectMany(group => group.Targets).Where(target => target.TaskId == task.Id).Select(target => target.DrainingSince).Max();
        if (since is null || now - since >= Drain)
            End(task, task.StartedAt is null ? null : 143, task.StoppedReason ?? "Task stopped");
    }

    private void End(TaskState task, int? exitCode, string reason)
    {
        TargetRegistration.Remove(cloud.State, task.Id);
        (task.LastStatus, task.DesiredStatus, task.StoppedAt, task.ExitCode) = ("STOPPED", "STOPPED", cloud.Now, exitCode);
        task.StoppedReason ??= reason;
    }

    private void Forget(TaskState task, DateTimeOffset now)
    {
        if (now - task.StoppedAt < Kept)
            return;
        cloud.State.Tasks.Remove(task.Id);
        apps.Remove(task.Id);
    }
}

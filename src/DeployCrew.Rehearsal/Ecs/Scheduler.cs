using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tasks;
using Microsoft.Extensions.Logging;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>The loop that makes the state true: tasks, health, services, logs, several times a second.</summary>
internal sealed partial class Scheduler(StateStore store, TaskRunner tasks, HealthChecker health, OutputPump output, ILogger<Scheduler> log, TimeProvider time)
{
    private static readonly TimeSpan BusyInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(BusyInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                await TickAsync(cancellationToken);
                timer.Period = store.Read(IsBusy) ? BusyInterval : IdleInterval;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                TickFailed(log, error); // one service's trouble must not stop the loop that all of them live by
            }
        }
    }

    [LoggerMessage(1001, LogLevel.Error, "A step of the scheduler failed; it is tried again.")]
    private static partial void TickFailed(ILogger log, Exception error);

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        output.Pump();
        health.Tick(cancellationToken);
        await tasks.AdvanceAsync(cancellationToken);
        store.Change(state =>
        {
            var now = time.GetUtcNow();
            foreach (var service in state.Services.Values.ToArray())
                Step(state, service, now);
            tasks.Forget(state);
        });
    }

    // A cloud in which nothing is on the move should cost its machine next to nothing.
    private static bool IsBusy(CloudState state) => state.Services.Values.Any(service => service.OpenDeployment is not null || service.Deleting)
        || state.Tasks.Values.Any(task => task.LastStatus is not ("RUNNING" or "STOPPED"))
        || state.TargetGroups.Values.SelectMany(group => group.Targets).Any(target => target.Health != "healthy");

    private void Step(CloudState state, ServiceState service, DateTimeOffset now)
    {
        StopUnhealthy(state, service, now);
        for (var missing = RollingDeployment.Step(state, service, now); missing > 0; missing--)
            tasks.Launch(state, service);
        if (service.Deleting && state.Tasks.Values.All(task => task.ServiceArn != service.Arn || task.LastStatus == "STOPPED"))
            state.Services.Remove(service.Arn);
    }

    // ECS replaces tasks that the load balancer finds unhealthy, once their grace period is over.
    private static void StopUnhealthy(CloudState state, ServiceState service, DateTimeOffset now)
    {
        foreach (var group in state.TargetGroups.Values)
        {
            foreach (var target in group.Targets.Where(target => target.Health == "unhealthy"))
            {
                var task = state.Tasks[target.TaskId];
                if (task.ServiceArn != service.Arn || !task.IsActive || now - task.StartedAt < TimeSpan.FromSeconds(service.GraceSeconds))
                    continue;
                task.DesiredStatus = "STOPPED";
                task.StopCode = "ServiceSchedulerInitiated";
                task.StoppedReason = $"Task failed ELB health checks in (target-group {group.Arn})";
                RollingDeployment.CountFailure(service, task, now,
                    $"(port {target.Port}) is unhealthy in (target-group {group.Arn}) due to (reason {target.Description})");
            }
        }
    }
}

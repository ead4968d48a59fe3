using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tasks;
using Microsoft.Extensions.Logging;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>The loop that makes the state true: tasks, health, services, logs, several times a second.</summary>
internal sealed partial class Scheduler(StateStore store, TaskRunner tasks, HealthChecker health, OutputPump output, ILogger<Scheduler> log, TimeProvider time)
{
    private static readonly TimeSpan PassingInterval = TimeSpan.FromMilliseconds(10);
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
                timer.Period = store.Read(state => IsPassing(state, time.GetUtcNow()) ? PassingInterval : IsBusy(state) ? BusyInterval : IdleInterval);
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
        store.ChangeIf(state =>
        {
            var now = time.GetUtcNow();
            var changed = UnhealthyTasks.Stop(state, now) | tasks.Forget(state);
            var fleet = new Fleet(state);
            foreach (var service in state.Services.Values.Where(service => !ServiceStep.IsAtRest(fleet, service)).ToArray())
            {
                Step(state, fleet, service, now);
                changed = true;
            }

            return changed;
        });
    }

    // A step passes one stage, and six are between healthy tasks and their traffic. One that is not passed within a second waits for something.
    private static bool IsPassing(CloudState state, DateTimeOffset now) => state.Services.Values.Any(service =>
        service.OpenDeployment is { Shift: { IsWaiting: false, Stage: not (null or LifecycleStage.ReconcileService or LifecycleStage.ScaleUp or LifecycleStage.CleanUp) } shift }
        && now - shift.Since < TimeSpan.FromSeconds(1));

    // A cloud in which nothing is on the move should cost its machine next to nothing.
    private static bool IsBusy(CloudState state) => state.Services.Values.Any(service => service.OpenDeployment is { Shift: not { IsWaiting: true } } || service.Deleting)
        || state.Tasks.Values.Any(task => task.LastStatus is not ("RUNNING" or "STOPPED"))
        || state.TargetGroups.Values.SelectMany(group => group.Targets).Any(target => target.Health != "healthy");

    private void Step(CloudState state, Fleet fleet, ServiceState service, DateTimeOffset now)
    {
        foreach (var revision in ServiceStep.Take(state, fleet, service, now))
            tasks.Launch(state, service, revision);
        if (service.Deleting && !fleet.Of(service).Any())
            state.Services.Remove(service.Arn);
    }
}

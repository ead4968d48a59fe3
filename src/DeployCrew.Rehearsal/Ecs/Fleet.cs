using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>The tasks of all services and what their load balancers think of them, looked up once for a step of the scheduler.</summary>
internal sealed class Fleet
{
    private readonly ILookup<string, TaskState> tasks;
    private readonly HashSet<string> unhealthy = new(StringComparer.Ordinal);
    private readonly HashSet<string> registered = new(StringComparer.Ordinal);

    public Fleet(CloudState state)
    {
        tasks = state.Tasks.Values.Where(task => task.LastStatus != "STOPPED").ToLookup(task => task.ServiceArn, StringComparer.Ordinal);
        foreach (var target in state.TargetGroups.Values.SelectMany(group => group.Targets))
        {
            registered.Add(target.TaskId);
            if (target.Health != "healthy")
                unhealthy.Add(target.TaskId);
        }
    }

    /// <summary>Tasks of a service that have not stopped yet, those that are about to among them.</summary>
    public IEnumerable<TaskState> Of(ServiceState service) => tasks[service.Arn];

    /// <summary>RUNNING, and healthy in every target group it is registered with; with a load balancer it must be in one.</summary>
    public bool IsHealthy(ServiceState service, TaskState task) => task.LastStatus == "RUNNING"
        && (service.LoadBalancers.Count == 0 || (registered.Contains(task.Id) && !unhealthy.Contains(task.Id)));
}

using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>Where requests go, production's and testers'.</summary>
internal static class SimulatedTraffic
{
    /// <summary>Target groups that have a part of the traffic, and their part, 0-100.</summary>
    /// <param name="cloud">The cloud.</param>
    /// <param name="production">Whether production's listener is meant; else the test listener.</param>
    public static IEnumerable<(TargetGroupState Group, double Weight)> Weights(SimulatedCloud cloud, bool production)
    {
        if (cloud.State.LoadBalancers.Values.FirstOrDefault() is not { } balancer)
            return [];
        var weights = balancer.Listeners[production ? 0 : 1].Rules[0].Weights;
        var all = (double)weights.Values.Sum();
        return weights.Where(one => one.Value > 0).Select(one => (cloud.State.TargetGroups[one.Key], one.Value / all * 100));
    }

    /// <summary>Tasks that a group's requests go to: the healthy ones; when there is none, a load balancer tries all of them.</summary>
    public static IReadOnlyList<TaskState> Serving(SimulatedCloud cloud, TargetGroupState group)
    {
        var targets = group.Targets.Where(target => target.Health is "initial" or "unhealthy" or "healthy").ToArray();
        var healthy = targets.Where(target => target.Health == "healthy").ToArray();
        return [.. (healthy.Length > 0 ? healthy : targets).Select(target => cloud.State.Tasks[target.TaskId])];
    }

    /// <summary>Part of the traffic that goes where nobody is healthy, 0-1.</summary>
    public static double Unanswered(SimulatedCloud cloud) =>
        Weights(cloud, production: true).Where(one => !one.Group.Targets.Exists(target => target.Health == "healthy")).Sum(one => one.Weight) / 100;

    /// <summary>The task that one request goes to; null when there is none.</summary>
    public static TaskState? Choose(SimulatedCloud cloud, bool production)
    {
        var left = cloud.Random.NextDouble() * 100;
        foreach (var (group, weight) in Weights(cloud, production))
        {
            left -= weight;
            if (left > 0)
                continue;
            var serving = Serving(cloud, group);
            return serving.Count == 0 ? null : serving[cloud.Random.Next(serving.Count)];
        }

        return null;
    }
}

using System.Collections.Concurrent;

namespace DeployCrew.Rehearsal.Metrics;

/// <summary>Everything that the load balancers have measured, by load balancer and target group. In memory: a restarted cloud begins anew.</summary>
internal sealed class TrafficMeter(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Balancer, string Group), GroupTraffic> groups = new();

    /// <summary>What is counted for a target group behind a listener.</summary>
    /// <param name="listenerArn">ARN of the listener.</param>
    /// <param name="groupArn">ARN of the target group.</param>
    public GroupTraffic Of(string listenerArn, string groupArn) => groups.GetOrAdd((BalancerOf(listenerArn), GroupOf(groupArn)), _ => new GroupTraffic(time));

    /// <summary>Load balancers and target groups that had requests, by the dimensions of their metrics.</summary>
    public IReadOnlyList<(string Balancer, string Group)> Known => [.. groups.Keys.Order()];

    /// <summary>Requests in a span of time.</summary>
    /// <param name="balancer">Dimension LoadBalancer: <c>app/name/id</c>.</param>
    /// <param name="group">Dimension TargetGroup: <c>targetgroup/name/id</c>; null for all behind the load balancer.</param>
    /// <param name="from">First second, since 1970.</param>
    /// <param name="to">The second after the last one.</param>
    public TrafficSpan Sum(string balancer, string? group, long from, long to)
    {
        var sum = new TrafficSpan();
        foreach (var (key, traffic) in groups.Where(one => one.Key.Balancer == balancer && (group is null || one.Key.Group == group)))
            traffic.AddTo(sum, from, to);
        return sum;
    }

    // arn:aws:elasticloadbalancing:region:account:listener/app/name/id/listener
    private static string BalancerOf(string listenerArn) => string.Join('/', listenerArn.Split('/')[1..4]);

    // arn:aws:elasticloadbalancing:region:account:targetgroup/name/id
    private static string GroupOf(string groupArn) => groupArn[(groupArn.LastIndexOf(':') + 1)..];
}

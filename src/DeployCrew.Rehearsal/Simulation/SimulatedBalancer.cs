using System.Globalization;
using DeployCrew.Core.Ports;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>The load balancer of a simulated cloud: what it thinks of its targets, and how it divides its traffic.</summary>
public sealed class SimulatedBalancer(SimulatedCloud cloud) : ITargetHealth, IListenerWeights
{
    private readonly SimulatedCalls calls = new(cloud);

    Task<IReadOnlyList<Target>> ITargetHealth.DescribeAsync(string targetGroupArn, CancellationToken cancellationToken) =>
        calls.CallAsync<IReadOnlyList<Target>>("elbv2:DescribeTargetHealth", () =>
            [.. cloud.State.TargetGroups[targetGroupArn].Targets.Select(target => new Target(
                string.Create(CultureInfo.InvariantCulture, $"{target.Address}:{target.Port}"), target.Health, target.Reason, target.Description))], cancellationToken);

    Task<IReadOnlyDictionary<string, double>> IListenerWeights.DescribeAsync(string ruleArn, CancellationToken cancellationToken) =>
        calls.CallAsync<IReadOnlyDictionary<string, double>>("elbv2:DescribeRules", () =>
        {
            var weights = RuleWeights.Find(cloud.State, ruleArn)!;
            var all = (double)weights.Values.Sum();
            return weights.ToDictionary(one => one.Key, one => all == 0 ? 0 : one.Value / all * 100);
        }, cancellationToken);

    internal static string Endpoint(TaskState task) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{task.HostPort}");
}

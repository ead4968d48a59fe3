using DeployCrew.Core.Ports;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>What a steady stream of requests would meet: as many errors and as much delay as the apps behind a target group have at this moment.</summary>
public sealed class SimulatedMetrics(SimulatedCloud cloud) : ITargetMetrics
{
    private const int RequestsPerSecond = 20;

    /// <inheritdoc/>
    public Task<TargetTraffic> DescribeAsync(string targetGroupArn, string ruleArn, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var (group, weight) = SimulatedTraffic.Weights(cloud, production: true).FirstOrDefault(one => one.Group.Arn == targetGroupArn);
        var serving = group is null ? [] : SimulatedTraffic.Serving(cloud, group);
        var requests = serving.Count == 0 ? 0 : (long)((cloud.Now - from).TotalSeconds * RequestsPerSecond * weight / 100);
        if (requests <= 0)
            return Task.FromResult(new TargetTraffic(0, 0, 0, null, null, null));
        var apps = serving.Select(task => cloud.Tasks.AppOf(task.Id)).ToArray();
        double[] delays = [.. apps.Select(app => app.Delay(cloud.Now).TotalMilliseconds).Order()];
        return Task.FromResult(new TargetTraffic(
            requests, (long)Math.Round(requests * apps.Average(app => app.Errors(cloud.Now))), 0, delays[(delays.Length - 1) / 2], delays[^1], cloud.Now));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> InAlarmAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. names.Where(name => cloud.State.Alarms.GetValueOrDefault(name)?.Value == "ALARM")]);
}

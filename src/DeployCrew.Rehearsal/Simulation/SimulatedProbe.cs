using DeployCrew.Core.Ports;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>Asks the simulated apps: one of them by its own address, or whichever the load balancer chooses. Their logs are here too.</summary>
public sealed class SimulatedProbe(SimulatedCloud cloud) : IEndpointProbe, ITaskLogs
{
    /// <inheritdoc/>
    public async Task<ProbeResult> GetAsync(Uri url, string? caCertificate, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        var direct = url.Scheme == Uri.UriSchemeHttp;
        var task = direct ? cloud.State.Tasks.Values.FirstOrDefault(one => one.LastStatus != "STOPPED" && SimulatedBalancer.Endpoint(one) == url.Authority) : SimulatedTraffic.Choose(cloud, production: url.Port != SimulatedCloud.TestPort);
        var (status, delay) = task is null ? (direct ? null : 503, TimeSpan.Zero) : Answer(task, url.AbsolutePath == cloud.Settings.HealthPath, direct);
        var taken = delay < timeout ? delay : timeout;
        if (taken > TimeSpan.Zero)
            await Task.Delay(taken, cloud.Time, cancellationToken);
        var error = delay >= timeout ? $"no answer within {timeout.TotalSeconds:0} s" : status is null ? "Connection refused" : null;
        return new ProbeResult(
            url, error is null ? status : null, taken.TotalMilliseconds, direct ? null : Certificate(url.Host), Trusted: !direct, error,
            [$"> GET {url}", error is null ? $"< HTTP/1.1 {status} ({taken.TotalMilliseconds:0} ms)" : $"! {error}"]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> TailAsync(string logGroup, string streamPrefix, int lines, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(streamPrefix);
        var task = cloud.State.Tasks.GetValueOrDefault(streamPrefix[(streamPrefix.LastIndexOf('/') + 1)..]);
        return Task.FromResult<IReadOnlyList<string>>(task is { StartedAt: not null, ExitCode: 1 } ? ["simulated: the app ends with exit code 1"] : []);
    }

    private (int? Status, TimeSpan Delay) Answer(TaskState task, bool isHealthCheck, bool direct)
    {
        var app = cloud.Tasks.AppOf(task.Id);
        if (!app.Listens(task, cloud.Now))
            return (direct ? null : 502, TimeSpan.Zero);
        var fails = isHealthCheck ? !app.PassesHealthCheck(task, cloud.Now) && app.Delay(cloud.Now) < cloud.Settings.Timeout : cloud.Random.NextDouble() < app.Errors(cloud.Now);
        return (fails ? 503 : 200, app.Delay(cloud.Now));
    }

    private EndpointCertificate Certificate(string host) =>
        new($"CN={host}", "CN=simulated", [host], cloud.Now.UtcDateTime.Date.AddDays(-30), cloud.Now.UtcDateTime.Date.AddDays(60), new string('0', 64));
}

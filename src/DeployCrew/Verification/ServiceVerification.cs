using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Pipeline;
using DeployCrew.Rollouts;

namespace DeployCrew.Verification;

/// <summary>What has to hold for one service, and looking whether it does.</summary>
internal sealed class ServiceVerification(IServiceRollouts rollouts, ITargetHealth targets, IListenerWeights weights, IEndpointProbe probe)
{
    private const int Probes = 3;
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);

    /// <summary>Asks the orchestrator, the load balancer and the endpoint.</summary>
    public async Task<ServiceEvidence> LookAsync(ServiceRollout rollout, string? authority, CancellationToken cancellationToken)
    {
        var service = await rollouts.DescribeServiceAsync(rollout.Cluster, rollout.ServiceName, cancellationToken);
        var deployment = (await rollouts.ListDeploymentsAsync(rollout.Cluster, rollout.ServiceName, cancellationToken)).FirstOrDefault();
        var tasks = await rollouts.ListTasksAsync(rollout.Cluster, rollout.ServiceName, cancellationToken);
        var shares = rollout.ProductionRule is { } rule ? await weights.DescribeAsync(rule, cancellationToken) : rollout.TargetGroups.ToDictionary(group => group, _ => 100.0);
        var behind = new List<Target>();
        foreach (var group in shares.Where(share => share.Value > 0).Select(share => share.Key))
            behind.AddRange(await targets.DescribeAsync(group, cancellationToken));
        var probes = new List<ProbeResult>();
        for (var count = 0; count < Probes && Address(rollout) is { } address; count++)
            probes.Add(await probe.GetAsync(address, authority, ProbeLimit, cancellationToken));
        return new ServiceEvidence(
            rollout.Pushed.Reference, service.TaskDefinition, deployment, [.. tasks.Where(task => task.Status == "RUNNING")], behind, probes)
        {
            Weights = shares,
        };
    }

    /// <summary>What follows. Every check has to hold.</summary>
    public static IEnumerable<Check> Judge(ServiceRollout rollout, ServiceEvidence seen, RolledOutService? rolledOut, DateTimeOffset now)
    {
        Check That(string what, bool holds, string saw) => new(rollout.Name, what, holds, saw);
        yield return That("the service deployment of our revision was successful",
            rolledOut is not null && seen.Deployment is { Status: ServiceDeploymentStatus.Successful } deployment && deployment.TargetRevisionArn == rolledOut.Revision,
            seen.Deployment is null ? "there is no service deployment" : $"{seen.Deployment.Arn} is {seen.Deployment.Status} {seen.Deployment.StatusReason}".TrimEnd());
        yield return That("the service runs our task definition", rolledOut is not null && seen.TaskDefinition == rolledOut.TaskDefinition, seen.TaskDefinition);
        var digests = seen.Tasks.Select(task => task.Containers.FirstOrDefault(container => container.Name == rollout.Name)?.ImageDigest ?? "no digest").Distinct().ToArray();
        yield return That("every running task runs the pushed digest", digests is [var only] && only == rollout.Pushed.Digest,
            digests.Length == 0 ? "no task runs" : string.Join(", ", digests));
        yield return That("enough tasks run", seen.Tasks.Count >= rollout.Requirements.Scaling.Min, $"{seen.Tasks.Count}, at least {rollout.Requirements.Scaling.Min} are wanted");
        if (rollout.TargetGroups.Count == 0)
            yield break;
        yield return That("one target group has all of the traffic", seen.Weights.Count(share => share.Value > 0) == 1,
            string.Join(", ", seen.Weights.Select(share => FormattableString.Invariant($"{share.Key[(share.Key.LastIndexOf(':') + 1)..]} {share.Value:0.#} %"))));
        var serving = seen.Targets.Where(target => target.State is not ("draining" or "unused")).ToArray();
        yield return That("every target of the load balancer is a task of ours, and healthy",
            serving.Length > 0 && serving.All(target => target.State == "healthy" && seen.Tasks.Any(task => RolloutEvidence.Has(task, target.Endpoint))),
            serving.Length == 0 ? "there is no target" : string.Join(", ", serving.Select(target => $"{target.Endpoint} {target.State}")));
        foreach (var check in Endpoint(rollout, seen, now, That))
            yield return check;
    }

    private static IEnumerable<Check> Endpoint(ServiceRollout rollout, ServiceEvidence seen, DateTimeOffset now, Func<string, bool, string, Check> that)
    {
        yield return that($"{Address(rollout)} answers 200-399, {Probes} times of {Probes}",
            seen.Probes.Count == Probes && seen.Probes.All(one => one.Succeeded),
            string.Join(", ", seen.Probes.Select(one => one.Status is { } status ? $"{status} in {one.Milliseconds} ms" : one.Error)));
        var certificate = seen.Probes.LastOrDefault()?.Certificate;
        yield return that("its certificate is trusted and names the host", seen.Probes.Count > 0 && seen.Probes.All(one => one.Trusted),
            certificate is null ? "no certificate was shown" : $"{certificate.Subject} by {certificate.Issuer}");
        yield return that("its certificate is valid for a day at least", certificate is not null && certificate.NotBefore <= now && certificate.NotAfter > now.AddDays(1),
            certificate is null ? "no certificate was shown" : $"until {certificate.NotAfter:yyyy-MM-dd}");
    }

    // The health path, when a route of the service leads to it; else the first route.
    private static Uri? Address(ServiceRollout rollout)
    {
        if (rollout.TargetGroups.Count == 0)
            return null;
        var health = rollout.Requirements.Health.Path;
        var routed = rollout.Requirements.Routes.Any(route => route == "/" || health == route || health.StartsWith(route.TrimEnd('/') + "/", StringComparison.Ordinal));
        return routed ? EndpointAddress.Of(rollout.Contract[ContractKeys.Url], health) : new Uri(rollout.Contract[ContractKeys.ServiceUrl(rollout.Name)]);
    }
}

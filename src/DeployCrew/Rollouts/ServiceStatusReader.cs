using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Pipeline;
using DeployCrew.Targets;

namespace DeployCrew.Rollouts;

/// <summary>Puts together, from orchestrator and load balancer, where a service stands.</summary>
internal sealed class ServiceStatusReader(DeployTarget target, Contract contract)
{
    public async Task<ServiceStatus> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var (cluster, service) = (contract[ContractKeys.Cluster], contract[ContractKeys.Service(name)]);
        var described = await target.Rollouts.DescribeServiceAsync(cluster, service, cancellationToken);
        var deployment = (await target.Rollouts.ListDeploymentsAsync(cluster, service, cancellationToken)).FirstOrDefault();
        var weights = await WeightsAsync(name, cancellationToken);
        var behind = new List<(string Group, Target Target)>();
        foreach (var group in weights.Keys)
            behind.AddRange((await target.TargetHealth.DescribeAsync(group, cancellationToken)).Select(one => (group, one)));
        var tasks = (await target.Rollouts.ListTasksAsync(cluster, service, cancellationToken)).Where(task => task.Status == "RUNNING").ToArray();
        var revisions = new List<RunningRevision>();
        foreach (var own in tasks.GroupBy(task => task.TaskDefinition).OrderByDescending(own => own.Max(task => task.CreatedAt)))
            revisions.Add(await RevisionAsync(name, own.Key, [.. own], weights, behind, cancellationToken));
        var held = deployment is { HasEnded: false } && contract.Find(ContractKeys.RolloutHold(name)) == deployment.Arn;
        return new ServiceStatus(name, described.DesiredCount, deployment, weights, revisions, held);
    }

    private async Task<RunningRevision> RevisionAsync(
        string name, string definition, EcsTask[] tasks, IReadOnlyDictionary<string, double> weights, List<(string Group, Target Target)> behind, CancellationToken cancellationToken)
    {
        var image = (await target.Rollouts.DescribeTaskDefinitionAsync(definition, cancellationToken)).Containers.FirstOrDefault(container => container.Name == name)?.Image;
        var own = behind.Where(one => tasks.Any(task => RolloutEvidence.Has(task, one.Target.Endpoint))).ToArray();
        var healthy = weights.Count == 0 ? tasks.Length : own.Count(one => one.Target.State == "healthy");
        return new RunningRevision(definition, image, tasks.Length, healthy, weights.Count == 0 ? null : Percent(own, weights, behind));
    }

    // Behind one target group several revisions share its part by their healthy targets, as rolling deployments do.
    private static double Percent((string Group, Target Target)[] own, IReadOnlyDictionary<string, double> weights, List<(string Group, Target Target)> behind) =>
        Math.Round(weights.Sum(share =>
        {
            var all = behind.Count(one => one.Group == share.Key && one.Target.State == "healthy");
            return all == 0 ? 0 : share.Value * own.Count(one => one.Group == share.Key && one.Target.State == "healthy") / all;
        }), 1);

    private async Task<IReadOnlyDictionary<string, double>> WeightsAsync(string name, CancellationToken cancellationToken)
    {
        if (contract.Find(ContractKeys.ProductionRule(name)) is { } rule)
            return await target.Weights.DescribeAsync(rule, cancellationToken);
        return contract.Find(ContractKeys.TargetGroup(name)) is { } group ? new Dictionary<string, double> { [group] = 100 } : [];
    }
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>What a service has run, newest first: where a rollback can go.</summary>
internal sealed class LiveRevisions(IServiceRollouts rollouts)
{
    /// <summary>The task definition to go back to.</summary>
    /// <param name="contract">Names cluster, service, and the repository of the service's images: what is not of it was never ours.</param>
    /// <param name="name">The service's name in the requirements.</param>
    /// <param name="to">A task definition (ARN, or family:revision), a service revision (ARN or its id), an image digest or the beginning of one;
    /// null: what was live before what is live now.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DeployError">DC5014: there is none.</exception>
    public async Task<(EcsTaskDefinition Definition, RollbackStep Step)> FindAsync(
        Contract contract, string name, string? to, CancellationToken cancellationToken)
    {
        var (cluster, service, repository) = (contract[ContractKeys.Cluster], contract[ContractKeys.Service(name)], contract[ContractKeys.Repository(name)]);
        var now = (await rollouts.DescribeServiceAsync(cluster, service, cancellationToken)).TaskDefinition;
        var candidates = new List<string>();
        foreach (var deployment in (await rollouts.ListDeploymentsAsync(cluster, service, cancellationToken)).Where(one => one.Status == ServiceDeploymentStatus.Successful))
        {
            var revision = await rollouts.DescribeRevisionAsync(deployment.TargetRevisionArn, cancellationToken);
            if (candidates.Contains(revision.TaskDefinition))
                continue;
            candidates.Add(revision.TaskDefinition);
            var definition = await rollouts.DescribeTaskDefinitionAsync(revision.TaskDefinition, cancellationToken);
            if (definition.Containers.Select(container => container.Image).FirstOrDefault(image => image.StartsWith(repository + "@", StringComparison.Ordinal)) is not { } image)
                continue;
            if (to is null ? definition.Arn != now : IsNamed(to, revision, definition, image))
                return (definition, new RollbackStep(name, now, definition.Arn, image));
        }

        throw RolloutErrors.NothingToGoBackTo(service, to ?? "", [.. candidates]);
    }

    private static bool IsNamed(string to, ServiceRevision revision, EcsTaskDefinition definition, string image) =>
        revision.Arn == to || revision.Arn.EndsWith("/" + to, StringComparison.Ordinal)
        || definition.Arn == to || definition.Arn.EndsWith("/" + to, StringComparison.Ordinal)
        || (to.Length >= 7 && image.Contains(to.StartsWith("sha256:", StringComparison.Ordinal) ? "@" + to : "@sha256:" + to, StringComparison.Ordinal));
}

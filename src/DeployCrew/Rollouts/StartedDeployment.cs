using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Rollouts;

/// <summary>UpdateService does not name the deployment that it starts; the new one of our task definition is ours.</summary>
internal sealed class StartedDeployment(IServiceRollouts rollouts, TimeProvider time)
{
    private static readonly TimeSpan ListedWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <param name="name">The service's name in the requirements.</param>
    /// <param name="cluster">ARN of its cluster.</param>
    /// <param name="service">Its name in ECS.</param>
    /// <param name="definition">ARN of the task definition that was asked for.</param>
    /// <param name="before">ARN of the newest deployment before; null when there was none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DeployError">DC5004: it is not there after a minute.</exception>
    public async Task<ServiceDeployment> FindAsync(
        string name, string cluster, string service, string definition, string? before, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + ListedWithin;
        while (true)
        {
            var newest = (await rollouts.ListDeploymentsAsync(cluster, service, cancellationToken)).FirstOrDefault();
            if (newest is not null && newest.Arn != before
                && (await rollouts.DescribeRevisionAsync(newest.TargetRevisionArn, cancellationToken)).TaskDefinition == definition)
                return newest;
            if (time.GetUtcNow() > deadline)
                throw RolloutErrors.Superseded(name, newest?.Arn ?? "none");
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }
}

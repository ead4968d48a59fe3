using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Rollouts;
using DeployCrew.Pipeline;

namespace DeployCrew.Rollouts;

/// <summary>Brings what is live out once more, blue/green, so that it stands behind the other one of its two target groups.</summary>
internal sealed class TargetGroupSwap(IServiceRollouts rollouts, DeployRequirements deploy, TimeProvider time)
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(30);

    /// <param name="before">Where the service stands.</param>
    /// <param name="requirements">What is wanted of it.</param>
    /// <param name="contract">The environment's contract.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops waiting; the deployment goes on.</param>
    /// <exception cref="DeployError">DC5004: it did not begin. DC5006: it came to no good end. DC5019: it has not ended in half an hour.</exception>
    public async Task RunAsync(
        ServiceStatus before, ServiceRequirements requirements, Contract contract, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var name = before.Service;
        var (cluster, service) = (contract[ContractKeys.Cluster], contract[ContractKeys.Service(name)]);
        var live = await rollouts.DescribeServiceAsync(cluster, service, cancellationToken);
        progress.Report($"{name}: {live.TaskDefinition} once more");
        await rollouts.UpdateServiceAsync(
            new ServiceUpdate(
                cluster, service, live.TaskDefinition, live.DesiredCount, deploy.FailureThreshold, requirements.Health.GraceSeconds, RollBack: true, Force: true)
            {
                Strategy = new DeploymentStrategy.BlueGreen(0),
            },
            cancellationToken);
        var started = await new StartedDeployment(rollouts, time).FindAsync(name, cluster, service, live.TaskDefinition, before.Deployment?.Arn, cancellationToken);
        var ended = await new DeploymentEnd(rollouts, time).WaitAsync(
            started.Arn, Within, late => RolloutErrors.SwapUnfinished(name, late.Stage ?? $"{late.Status}", (int)Within.TotalMinutes), cancellationToken);
        progress.Report($"{name}: {ended.Status} {ended.StatusReason}".TrimEnd());
        if (ended.Status != ServiceDeploymentStatus.Successful)
            throw RolloutErrors.Stopped(name, $"{ended.Status}", ended.StatusReason ?? "", []);
    }
}

using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Rollouts;

/// <summary>Waits for the end of a deployment that this process only looks at.</summary>
internal sealed class DeploymentEnd(IServiceRollouts rollouts, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="arn">ARN of the deployment.</param>
    /// <param name="within">How long it may take.</param>
    /// <param name="late">The error of one that takes longer, by what was seen of it last.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ServiceDeployment> WaitAsync(string arn, TimeSpan within, Func<ServiceDeployment, DeployError> late, CancellationToken cancellationToken)
    {
        var deadline = time.GetUtcNow() + within;
        while (true)
        {
            var deployment = await rollouts.DescribeDeploymentAsync(arn, cancellationToken);
            if (deployment.HasEnded)
                return deployment;
            if (time.GetUtcNow() > deadline)
                throw late(deployment);
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }
}

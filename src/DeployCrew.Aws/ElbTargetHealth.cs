using DeployCrew.Aws.LoadBalancing;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Target health from Elastic Load Balancing.</summary>
public sealed class ElbTargetHealth(AwsConnection connection) : ITargetHealth, IDisposable
{
    private readonly LoadBalancingClient client = new(connection);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Target>> DescribeAsync(string targetGroupArn, CancellationToken cancellationToken) =>
        [.. (await client.DescribeTargetHealthAsync(targetGroupArn, cancellationToken))
            .Select(target => new Target($"{target.Id}:{target.Port}", target.State, target.Reason, target.Description))];

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}

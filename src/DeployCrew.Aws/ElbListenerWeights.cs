using DeployCrew.Aws.LoadBalancing;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Weights of listener rules from Elastic Load Balancing.</summary>
public sealed class ElbListenerWeights(AwsConnection connection) : IListenerWeights, IDisposable
{
    private readonly LoadBalancingClient client = new(connection);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, double>> DescribeAsync(string ruleArn, CancellationToken cancellationToken)
    {
        var forwards = (await client.DescribeRuleAsync(ruleArn, cancellationToken)).Forwards;
        var all = (double)forwards.Sum(target => target.Weight);
        return forwards.ToDictionary(target => target.TargetGroupArn, target => all == 0 ? 0 : target.Weight / all * 100);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}

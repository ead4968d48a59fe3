namespace DeployCrew.Core.Ports;

/// <summary>How a load balancer's rule divides its traffic (ELBv2 DescribeRules).</summary>
public interface IListenerWeights
{
    /// <summary>Share of each target group of a rule, 0-100, by ARN; those without traffic are there too.</summary>
    Task<IReadOnlyDictionary<string, double>> DescribeAsync(string ruleArn, CancellationToken cancellationToken);
}

using DeployCrew.Aws.Ec2;
using DeployCrew.Aws.LoadBalancing;
using DeployCrew.Aws.Quotas;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Quotas from Service Quotas, usage and networks from EC2 and Elastic Load Balancing.</summary>
public sealed class AccountFacts(AwsConnection connection) : IAccountFacts, IDisposable
{
    private readonly QuotasClient quotas = new(connection);
    private readonly Ec2Client ec2 = new(connection);
    private readonly LoadBalancingClient balancers = new(connection);
    private readonly ExistingResources existing = new(connection);

    /// <inheritdoc/>
    public Task<decimal> QuotaAsync(ServiceQuota quota, CancellationToken cancellationToken) => quotas.GetAsync(quota.Service, quota.Code, cancellationToken);

    /// <inheritdoc/>
    public async Task<int?> UsedAsync(ServiceQuota quota, CancellationToken cancellationToken) => quota.Code switch
    {
        "L-F678F1CE" => (await ec2.DescribeVpcsAsync(cancellationToken)).Count,
        "L-0263D0A3" => await ec2.CountAddressesAsync(cancellationToken),
        "L-53DA6B97" => (await balancers.DescribeLoadBalancersAsync(null, cancellationToken)).Count(balancer => balancer.Type == "application"),
        "L-B22855CB" => (await balancers.DescribeTargetGroupsAsync(null, cancellationToken)).Count,
        _ => null,
    };

    /// <inheritdoc/>
    public async Task<string> RequestQuotaAsync(ServiceQuota quota, decimal value, CancellationToken cancellationToken)
    {
        var request = await OpenRequestAsync(quota, value, cancellationToken) ?? await RequestAsync(quota, value, cancellationToken);
        return $"{request.Id} {request.Status}";
    }

    /// <inheritdoc/>
    public Task<bool?> ExistsAsync(string type, string name, CancellationToken cancellationToken) => existing.HasAsync(type, name, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NetworkFact>> NetworksAsync(CancellationToken cancellationToken)
    {
        var peerings = (await ec2.DescribePeeringsAsync(cancellationToken)).Where(peering => peering.IsInUse).ToList();
        return [.. (await ec2.DescribeVpcsAsync(cancellationToken)).Select(vpc => new NetworkFact(
            vpc.Id, vpc.Blocks, vpc.Tags.GetValueOrDefault("managed-by") == "deploycrew" ? $"{vpc.Tags.GetValueOrDefault("project")}/{vpc.Tags.GetValueOrDefault("environment")}" : null,
            [.. peerings.Select(peering => peering.OtherBlock(vpc.Id)).OfType<string>()]))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        quotas.Dispose();
        ec2.Dispose();
        balancers.Dispose();
        existing.Dispose();
    }

    private async Task<QuotaRequest> RequestAsync(ServiceQuota quota, decimal value, CancellationToken cancellationToken)
    {
        try
        {
            return await quotas.RequestIncreaseAsync(quota.Service, quota.Code, value, cancellationToken);
        }
        catch (AnswerLostError)
        {
            return await OpenRequestAsync(quota, value, cancellationToken) ?? await quotas.RequestIncreaseAsync(quota.Service, quota.Code, value, cancellationToken);
        }
    }

    // AWS refuses a second request while one is open; the open one is the answer, when it asks for enough. What cannot say is asked anew.
    private async Task<QuotaRequest?> OpenRequestAsync(ServiceQuota quota, decimal value, CancellationToken cancellationToken)
    {
        try
        {
            return (await quotas.ListRequestsAsync(quota.Service, quota.Code, cancellationToken)).FirstOrDefault(request => request.IsOpen && request.Value >= value);
        }
        catch (AwsCallError error) when (error.IsUnknownOperation || error.IsDenied)
        {
            return null;
        }
    }
}

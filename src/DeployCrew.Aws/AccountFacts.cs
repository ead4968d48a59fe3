using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Quotas from Service Quotas (2019-06-24), usage and networks from EC2 (2016-11-15) and Elastic Load Balancing (2015-12-01).</summary>
public sealed class AccountFacts(AwsConnection connection) : IAccountFacts, IDisposable
{
    private readonly AwsClient quotas = new(AwsService.Quotas, connection);
    private readonly AwsClient ec2 = new(AwsService.Ec2, connection);
    private readonly AwsClient balancers = new(AwsService.LoadBalancing, connection);
    private readonly ExistingResources existing = new(connection);

    /// <inheritdoc/>
    public async Task<decimal> QuotaAsync(ServiceQuota quota, CancellationToken cancellationToken)
    {
        var answer = await quotas.JsonAsync(
            "GetServiceQuota", new JsonObject { ["ServiceCode"] = quota.Service, ["QuotaCode"] = quota.Code }, cancellationToken);
        return answer["Quota"]?["Value"] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number
            : throw AwsErrors.UnexpectedAnswer("servicequotas:GetServiceQuota", "'Quota.Value' is missing");
    }

    /// <inheritdoc/>
    public async Task<int?> UsedAsync(ServiceQuota quota, CancellationToken cancellationToken) => quota.Code switch
    {
        "L-F678F1CE" => (await ItemsAsync("DescribeVpcs", "vpcSet", cancellationToken)).Count,
        "L-0263D0A3" => (await ItemsAsync("DescribeAddresses", "addressesSet", cancellationToken)).Count,
        "L-53DA6B97" => await CountAsync("DescribeLoadBalancers", "LoadBalancers", cancellationToken),
        "L-B22855CB" => await CountAsync("DescribeTargetGroups", "TargetGroups", cancellationToken),
        _ => null,
    };

    /// <inheritdoc/>
    public async Task<string> RequestQuotaAsync(ServiceQuota quota, decimal value, CancellationToken cancellationToken)
    {
        var answer = await quotas.JsonAsync("RequestServiceQuotaIncrease", new JsonObject
        {
            ["ServiceCode"] = quota.Service,
            ["QuotaCode"] = quota.Code,
            ["DesiredValue"] = value,
        }, cancellationToken);
        var request = answer["RequestedQuota"] as JsonObject ?? [];
        return string.Create(CultureInfo.InvariantCulture, $"{request.TextOrNull("Id")} {request.TextOrNull("Status")}");
    }

    /// <inheritdoc/>
    public Task<bool?> ExistsAsync(string type, string name, CancellationToken cancellationToken) => existing.HasAsync(type, name, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NetworkFact>> NetworksAsync(CancellationToken cancellationToken)
    {
        var peerings = (await ItemsAsync("DescribeVpcPeeringConnections", "vpcPeeringConnectionSet", cancellationToken))
            .Where(peering => Value(Child(peering, "status"), "code") is "active" or "pending-acceptance" or "provisioning")
            .Select(peering => (One: Child(peering, "requesterVpcInfo"), Other: Child(peering, "accepterVpcInfo"))).ToList();
        return [.. (await ItemsAsync("DescribeVpcs", "vpcSet", cancellationToken)).Select(vpc =>
        {
            var id = Value(vpc, "vpcId") ?? "";
            var tags = Items(Child(vpc, "tagSet")).ToLookup(tag => Value(tag, "key"), tag => Value(tag, "value"));
            var blocks = Items(Child(vpc, "cidrBlockAssociationSet")).Select(block => Value(block, "cidrBlock")).OfType<string>().ToList();
            if (blocks.Count == 0 && Value(vpc, "cidrBlock") is { } only)
                blocks.Add(only);
            var peers = peerings.Where(peering => Value(peering.One, "vpcId") == id).Select(peering => Value(peering.Other, "cidrBlock"))
                .Concat(peerings.Where(peering => Value(peering.Other, "vpcId") == id).Select(peering => Value(peering.One, "cidrBlock"))).OfType<string>();
            var owner = tags["managed-by"].Contains("deploycrew") ? $"{tags["project"].FirstOrDefault()}/{tags["environment"].FirstOrDefault()}" : null;
            return new NetworkFact(id, blocks, owner, [.. peers]);
        })];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        quotas.Dispose();
        ec2.Dispose();
        balancers.Dispose();
        existing.Dispose();
    }

    private async Task<IReadOnlyList<XElement>> ItemsAsync(string operation, string set, CancellationToken cancellationToken)
    {
        var items = new List<XElement>();
        string? next = null;
        do
        {
            var answer = await ec2.Ec2Async(operation, next is null ? [] : [KeyValuePair.Create("NextToken", next)], cancellationToken);
            items.AddRange(Items(Child(answer, set)));
            next = Value(answer, "nextToken");
        }
        while (!string.IsNullOrEmpty(next));
        return items;
    }

    private async Task<int> CountAsync(string operation, string list, CancellationToken cancellationToken)
    {
        var count = 0;
        string? next = null;
        do
        {
            var answer = await balancers.QueryAsync(operation, next is null ? [] : [KeyValuePair.Create("Marker", next)], cancellationToken);
            count += Child(answer, list)?.Elements().Count() ?? 0;
            next = Value(answer, "NextMarker");
        }
        while (!string.IsNullOrEmpty(next));
        return count;
    }

    private static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static string? Value(XElement? parent, string name) => Child(parent, name)?.Value;

    private static IEnumerable<XElement> Items(XElement? set) => set?.Elements().Where(element => element.Name.LocalName == "item") ?? [];
}

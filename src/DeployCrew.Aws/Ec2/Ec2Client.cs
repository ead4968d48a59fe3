using System.Xml.Linq;
using DeployCrew.Aws.Protocol;

namespace DeployCrew.Aws.Ec2;

/// <summary>Networks and instances: the describing operations of Amazon EC2 (API 2016-11-15).</summary>
internal sealed class Ec2Client(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Ec2, connection);

    /// <summary>All VPCs of the region.</summary>
    public Task<IReadOnlyList<Vpc>> DescribeVpcsAsync(CancellationToken cancellationToken) => PagesAsync("DescribeVpcs", [], "vpcSet", Ec2Records.Vpc, cancellationToken);

    /// <summary>All peerings of the region's VPCs.</summary>
    public Task<IReadOnlyList<VpcPeering>> DescribePeeringsAsync(CancellationToken cancellationToken) =>
        PagesAsync("DescribeVpcPeeringConnections", [], "vpcPeeringConnectionSet", Ec2Records.Peering, cancellationToken);

    /// <summary>Subnets of a VPC.</summary>
    public Task<IReadOnlyList<Subnet>> DescribeSubnetsAsync(string vpcId, CancellationToken cancellationToken) =>
        PagesAsync("DescribeSubnets", Filter("vpc-id", [vpcId]), "subnetSet", Ec2Records.Subnet, cancellationToken);

    /// <summary>Subnets by their ids; those that are not there are left out.</summary>
    public Task<IReadOnlyList<Subnet>> DescribeSubnetsByIdAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        PagesAsync("DescribeSubnets", Filter("subnet-id", ids), "subnetSet", Ec2Records.Subnet, cancellationToken);

    /// <summary>Names of the availability zones that can be used.</summary>
    public async Task<IReadOnlyList<string>> DescribeZonesAsync(CancellationToken cancellationToken)
    {
        var form = Filter("state", ["available"]).With(Filter("zone-type", ["availability-zone"], 2));
        var answer = await client.Ec2Async("DescribeAvailabilityZones", form, Effect.Repeatable, cancellationToken);
        return [.. answer.Items("availabilityZoneInfo").Select(zone => zone.Text("zoneName"))];
    }

    /// <summary>How many elastic addresses the region has.</summary>
    public async Task<int> CountAddressesAsync(CancellationToken cancellationToken) =>
        (await client.Ec2Async("DescribeAddresses", [], Effect.Repeatable, cancellationToken)).Items("addressesSet").Count();

    /// <summary>Instances that carry all of these tags, terminated ones left out.</summary>
    public async Task<IReadOnlyList<Instance>> DescribeInstancesAsync(IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var form = Filter("instance-state-name", ["pending", "running", "stopping", "stopped"]);
        foreach (var (index, (key, value)) in tags.Index())
            form.With(Filter($"tag:{key}", [value], index + 2));
        var reservations = await PagesAsync("DescribeInstances", form, "reservationSet", reservation => reservation, cancellationToken);
        return [.. reservations.SelectMany(reservation => reservation.Items("instancesSet")).Select(Ec2Records.Instance)];
    }

    /// <summary>Security groups of a VPC.</summary>
    public Task<IReadOnlyList<SecurityGroup>> DescribeSecurityGroupsAsync(string vpcId, CancellationToken cancellationToken) =>
        PagesAsync("DescribeSecurityGroups", Filter("vpc-id", [vpcId]), "securityGroupInfo", Ec2Records.SecurityGroup, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Form Filter(string name, IEnumerable<string> values, int number = 1) =>
        new Form().Add($"Filter.{number}.Name", name).AddNumbered($"Filter.{number}.Value", values);

    private async Task<IReadOnlyList<T>> PagesAsync<T>(string operation, Form form, string items, Func<XElement, T> read, CancellationToken cancellationToken) =>
        await client.Ec2PagesAsync(operation, form, items, cancellationToken).Select(read).ToListAsync(cancellationToken);
}

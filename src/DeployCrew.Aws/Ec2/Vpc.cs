namespace DeployCrew.Aws.Ec2;

/// <summary>A VPC.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Blocks">Its address blocks.</param>
/// <param name="IsDefault">Whether AWS made it.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record Vpc(string Id, IReadOnlyList<string> Blocks, bool IsDefault, IReadOnlyDictionary<string, string> Tags);

/// <summary>A peering of two VPCs; of one in another account there may be no address block.</summary>
internal sealed record VpcPeering(string Status, string? RequesterId, string? RequesterBlock, string? AccepterId, string? AccepterBlock)
{
    /// <summary>Whether packets go through it, or may soon.</summary>
    public bool IsInUse => Status is "active" or "pending-acceptance" or "provisioning";

    /// <summary>Address block of the network on the other side; null when this one is on neither.</summary>
    public string? OtherBlock(string vpcId) => RequesterId == vpcId ? AccepterBlock : AccepterId == vpcId ? RequesterBlock : null;
}

/// <summary>A subnet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="VpcId">Its VPC.</param>
/// <param name="Zone">Its availability zone.</param>
/// <param name="Block">Its IPv4 block; null for one of IPv6 only.</param>
/// <param name="FreeAddresses">IPv4 addresses that are not taken.</param>
/// <param name="IsPublic">Whether what begins in it gets a public address.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record Subnet(
    string Id, string VpcId, string Zone, string? Block, int FreeAddresses, bool IsPublic, IReadOnlyDictionary<string, string> Tags);

/// <summary>An instance.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">pending, running, stopping, stopped.</param>
/// <param name="Type">t4g.small, …</param>
/// <param name="ImageId">Machine image.</param>
/// <param name="SubnetId">Its subnet.</param>
/// <param name="PrivateAddress">Its address within.</param>
/// <param name="PublicAddress">Its address without; null when it has none.</param>
/// <param name="ProfileArn">Its instance profile; null when it has none.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record Instance(
    string Id, string State, string Type, string ImageId, string? SubnetId, string? PrivateAddress, string? PublicAddress, string? ProfileArn,
    IReadOnlyDictionary<string, string> Tags);

/// <summary>A security group.</summary>
internal sealed record SecurityGroup(string Id, string Name, string? VpcId, IReadOnlyDictionary<string, string> Tags);

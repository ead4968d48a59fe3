using System.Xml.Linq;
using DeployCrew.Aws.Protocol;

namespace DeployCrew.Aws.Ec2;

/// <summary>EC2's answers as records.</summary>
internal static class Ec2Records
{
    public static Vpc Vpc(XElement xml)
    {
        var blocks = xml.Items("cidrBlockAssociationSet").Select(block => block.TextOrNull("cidrBlock")).OfType<string>().ToList();
        if (blocks.Count == 0 && xml.TextOrNull("cidrBlock") is { } only)
            blocks.Add(only);
        return new Vpc(xml.Text("vpcId"), blocks, xml.Flag("isDefault"), xml.Tags("tagSet"));
    }

    public static VpcPeering Peering(XElement xml)
    {
        var (one, other) = (xml.Child("requesterVpcInfo"), xml.Child("accepterVpcInfo"));
        return new VpcPeering(
            xml.Child("status").TextOrNull("code") ?? "", one.TextOrNull("vpcId"), one.TextOrNull("cidrBlock"), other.TextOrNull("vpcId"), other.TextOrNull("cidrBlock"));
    }

    public static Subnet Subnet(XElement xml) => new(
        xml.Text("subnetId"), xml.TextOrNull("vpcId") ?? "", xml.TextOrNull("availabilityZone") ?? "", xml.TextOrNull("cidrBlock"),
        xml.NumberOrNull("availableIpAddressCount") ?? 0, xml.Flag("mapPublicIpOnLaunch"), xml.Tags("tagSet"));

    public static Instance Instance(XElement xml) => new(
        xml.Text("instanceId"), xml.Child("instanceState").TextOrNull("name") ?? "", xml.TextOrNull("instanceType") ?? "", xml.TextOrNull("imageId") ?? "",
        xml.TextOrNull("subnetId"), xml.TextOrNull("privateIpAddress"), xml.TextOrNull("ipAddress"), xml.Child("iamInstanceProfile").TextOrNull("arn"), xml.Tags("tagSet"));

    public static SecurityGroup SecurityGroup(XElement xml) => new(xml.Text("groupId"), xml.TextOrNull("groupName") ?? "", xml.TextOrNull("vpcId"), xml.Tags("tagSet"));
}

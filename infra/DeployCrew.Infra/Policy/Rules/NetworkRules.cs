using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>Who can reach what.</summary>
internal static class NetworkRules
{
    private static readonly int[] Web = [80, 443];
    private static readonly int[] Admin = [22, 3389];
    private static readonly int[] Data = [1433, 1521, 3306, 5432, 6379, 9200, 11211, 27017];

    public static readonly PolicyRule[] All =
    [
        new("DCP001", High, "Only web ports are open to the world",
            "Whatever listens on another port is found and tried within minutes.",
            "Name the security group that may connect, or close the port.", "FSBP EC2.18",
            stack => stack.Of(AwsTypes.IngressRule).Where(resource => IsOpen(resource) && !AllowsAny(resource) && !Allows(resource, Web))
                .Select(resource => resource.Violates("cidrIpv4", $"port {resource.Text("fromPort")} is open to everybody."))),

        new("DCP002", Critical, "Administration ports are not open to the world",
            "SSH and remote desktop are guessed at all day.",
            "Use ECS Exec or Session Manager, which need no open port.", "FSBP EC2.13, EC2.14",
            stack => stack.Of(AwsTypes.IngressRule).Where(resource => IsOpen(resource) && Admin.Any(port => Covers(resource, port)))
                .Select(resource => resource.Violates("fromPort", "SSH or remote desktop is open to everybody."))),

        new("DCP003", Critical, "Database ports are not open to the world",
            "A database is one password away from anybody.",
            "Let in only the security group of the service that uses it.", "FSBP EC2.19",
            stack => stack.Of(AwsTypes.IngressRule).Where(resource => IsOpen(resource) && Data.Any(port => Covers(resource, port)))
                .Select(resource => resource.Violates("fromPort", "a database or cache port is open to everybody."))),

        new("DCP004", Critical, "No rule opens every port to the world",
            "Every process of every member can be reached.",
            "Open the one port that is served.", "FSBP EC2.18",
            stack => stack.Of(AwsTypes.IngressRule).Where(resource => IsOpen(resource) && AllowsAny(resource))
                .Select(resource => resource.Violates("ipProtocol", "every port is open to everybody."))),

        new("DCP005", High, "Security groups have no open inline rules",
            "Rules inside the group escape the review of rules, and fight with those outside of it.",
            "Write rules as resources of their own, from named sources.", "FSBP EC2.18",
            stack => stack.Of(AwsTypes.SecurityGroup).Where(resource => resource.Items("ingress").Any(rule => rule.ToJsonString().Contains("0.0.0.0/0", StringComparison.Ordinal) || rule.ToJsonString().Contains("::/0", StringComparison.Ordinal)))
                .Select(resource => resource.Violates("ingress", "an inline rule lets everybody in."))),

        new("DCP006", High, "The default security group has no rules",
            "What forgets to name a group gets the default one, and whatever it allows.",
            "Remove its rules.", "FSBP EC2.2",
            stack => stack.Of(AwsTypes.DefaultSecurityGroup).Where(resource => resource.Has("ingress") || resource.Has("egress"))
                .Select(resource => resource.Violates("ingress", "the default security group has rules."))),

        new("DCP007", Medium, "The default security group is closed",
            "AWS creates it open between its members.",
            "Add a DefaultSecurityGroup without rules.", "FSBP EC2.2",
            stack => stack.Without(AwsTypes.Vpc, AwsTypes.DefaultSecurityGroup, "vpcId", _ => true)
                .Select(resource => resource.Violates("", "the default security group is left as AWS makes it."))),

        new("DCP008", Low, "Outbound traffic is limited",
            "Who takes over a task can send data anywhere.",
            "Allow the ports and networks that the app needs.", "AWS Well-Architected SEC05-BP02",
            stack => stack.Of(AwsTypes.EgressRule).Where(resource => IsOpen(resource) && AllowsAny(resource))
                .Select(resource => resource.Violates("cidrIpv4", "everything may be sent to everybody."))),

        new("DCP009", Medium, "Subnets do not hand out public addresses",
            "Whatever starts there is on the internet, unasked.",
            "Set mapPublicIpOnLaunch to false and ask for addresses where they are needed.", "FSBP EC2.15",
            stack => stack.Of(AwsTypes.Subnet).Where(resource => resource.IsTrue("mapPublicIpOnLaunch"))
                .Select(resource => resource.Violates("mapPublicIpOnLaunch", "everything that starts here gets a public address."))),

        new("DCP010", Medium, "Traffic of the network is recorded",
            "Without flow logs nobody can tell afterwards who talked to whom.",
            "Add a flow log.", "FSBP EC2.6",
            stack => stack.Without(AwsTypes.Vpc, AwsTypes.FlowLog, "vpcId", _ => true)
                .Select(resource => resource.Violates("", "there is no flow log."))),
    ];

    private static bool IsOpen(EvaluatedResource rule) => rule.Text("cidrIpv4") is "0.0.0.0/0" || rule.Text("cidrIpv6") is "::/0";

    private static bool AllowsAny(EvaluatedResource rule) =>
        rule.Text("ipProtocol") is "-1" || (rule.Number("fromPort") is <= 0 && rule.Number("toPort") is 65535);

    private static bool Allows(EvaluatedResource rule, int[] ports) =>
        rule.Number("fromPort") is { } from && rule.Number("toPort") == from && ports.Contains((int)from);

    private static bool Covers(EvaluatedResource rule, int port) =>
        !AllowsAny(rule) && rule.Number("fromPort") <= port && port <= rule.Number("toPort");
}

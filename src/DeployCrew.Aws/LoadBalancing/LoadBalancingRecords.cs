using System.Xml.Linq;
using DeployCrew.Aws.Protocol;

namespace DeployCrew.Aws.LoadBalancing;

/// <summary>Elastic Load Balancing's answers as records.</summary>
internal static class LoadBalancingRecords
{
    public static LoadBalancer LoadBalancer(XElement xml) => new(
        xml.Text("LoadBalancerArn"), xml.Text("LoadBalancerName"), xml.TextOrNull("DNSName") ?? "", xml.TextOrNull("CanonicalHostedZoneId"),
        xml.TextOrNull("Type") ?? "", xml.TextOrNull("Scheme"), xml.TextOrNull("VpcId"), xml.Child("State").TextOrNull("Code") ?? "",
        xml.Child("State").TextOrNull("Reason"));

    public static TargetGroup TargetGroup(XElement xml) => new(
        xml.Text("TargetGroupArn"), xml.Text("TargetGroupName"), xml.TextOrNull("Protocol"), xml.NumberOrNull("Port"), xml.TextOrNull("TargetType") ?? "",
        xml.Texts("LoadBalancerArns"), xml.TextOrNull("HealthCheckPath"), TimeSpan.FromSeconds(xml.NumberOrNull("HealthCheckIntervalSeconds") ?? 0));

    public static Listener Listener(XElement xml) => new(
        xml.Text("ListenerArn"), xml.NumberOrNull("Port"), xml.TextOrNull("Protocol"), xml.TextOrNull("SslPolicy"),
        [.. xml.Items("Certificates").Select(certificate => certificate.TextOrNull("CertificateArn")).OfType<string>()], Forwards(xml, "DefaultActions"));

    public static ListenerRule Rule(XElement xml) => new(
        xml.Text("RuleArn"), int.TryParse(xml.TextOrNull("Priority"), out var priority) ? priority : null, xml.Flag("IsDefault"),
        [.. xml.Items("Conditions").SelectMany(condition => condition.Texts("Values").Concat(condition.Child("HostHeaderConfig").Texts("Values"))
            .Concat(condition.Child("PathPatternConfig").Texts("Values")).Distinct().Select(value => $"{condition.TextOrNull("Field")}={value}"))],
        Forwards(xml, "Actions"));

    public static TargetState Target(XElement xml) => new(
        xml.Child("Target").TextOrNull("Id") ?? "", xml.Child("Target").NumberOrNull("Port"), xml.Child("TargetHealth").TextOrNull("State") ?? "unavailable",
        xml.Child("TargetHealth").TextOrNull("Reason"), xml.Child("TargetHealth").TextOrNull("Description"));

    // One target group may be written without ForwardConfig: all of the traffic is its.
    private static IReadOnlyList<WeightedTarget> Forwards(XElement xml, string actions) =>
        [.. xml.Items(actions).Where(action => action.TextOrNull("Type") == "forward").SelectMany(action =>
            action.Child("ForwardConfig").Items("TargetGroups").ToList() is { Count: > 0 } groups
                ? groups.Select(group => new WeightedTarget(group.Text("TargetGroupArn"), group.NumberOrNull("Weight") ?? 1))
                : [new WeightedTarget(action.Text("TargetGroupArn"), 1)])];
}

using System.Text;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Review;

namespace DeployCrew.Infra.Diagrams;

/// <summary>The architecture as Mermaid text, which GitHub, GitLab and most editors draw.</summary>
public static class MermaidDiagram
{
    /// <summary>Network, load balancer, services, data and who opens connections to whom, in one environment.</summary>
    public static string Write(StackModel model, StackConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(model);
        var active = StackResolution.Active(model, configuration).ToList();
        var diagram = new StringBuilder("flowchart TB\n  world([Internet])\n");
        diagram.Append($"  subgraph vpc[\"VPC {Network(active, configuration)}\"]\n");
        Tier(diagram, active, configuration, "public", "aws:lb/loadBalancer:LoadBalancer", "aws:ec2/natGateway:NatGateway");
        Tier(diagram, active, configuration, "private", "aws:ecs/service:Service", "aws:rds/instance:Instance",
            "aws:elasticache/replicationGroup:ReplicationGroup");
        diagram.Append("  end\n");
        foreach (var outside in active.Where(resource => resource.Type is "aws:s3/bucket:Bucket" or "aws:sqs/queue:Queue"
            && !IsDeadLetters(resource)))
            diagram.Append($"  {Node(outside, configuration)}\n");
        foreach (var connection in Reachability.Connections(active))
            diagram.Append($"  {Id(connection.From)} -->|{connection.Port}| {Id(connection.To)}\n");
        foreach (var use in Reachability.Uses(active))
            diagram.Append($"  {Id(use.From)} -.-> {Id(use.To)}\n");
        return diagram.ToString();
    }

    private static void Tier(StringBuilder diagram, List<Resource> active, StackConfiguration configuration, string tier,
        params string[] types)
    {
        var there = configuration.Values.GetValueOrDefault($"{tier}SubnetIds") as IReadOnlyList<string> ?? [];
        var zones = active.Where(resource => resource.Type == "aws:ec2/subnet:Subnet"
            && resource.Name.StartsWith(tier, StringComparison.Ordinal))
            .Select(subnet => $"{Input(subnet, configuration, "availabilityZone")} {Input(subnet, configuration, "cidrBlock")}")
            .Concat(there);
        diagram.Append($"    subgraph {tier}[\"{tier} subnets: {string.Join(", ", zones)}\"]\n");
        foreach (var resource in active.Where(resource => types.Contains(resource.Type)))
            diagram.Append($"      {Node(resource, configuration)}\n");
        diagram.Append("    end\n");
    }

    private static string Node(Resource resource, StackConfiguration configuration) => resource.Type switch
    {
        "aws:lb/loadBalancer:LoadBalancer" => $"{Id(resource.Name)}{{{{\"Load balancer {Input(resource, configuration, "name")}\"}}}}",
        "aws:ec2/natGateway:NatGateway" => $"{Id(resource.Name)}[\"NAT gateway\"]",
        "aws:ecs/service:Service" => $"{Id(resource.Name)}[\"Service {Input(resource, configuration, "name")}\"]",
        "aws:rds/instance:Instance" =>
            $"{Id(resource.Name)}[(\"{Input(resource, configuration, "engine")} {Input(resource, configuration, "identifier")}\")]",
        "aws:elasticache/replicationGroup:ReplicationGroup" =>
            $"{Id(resource.Name)}[(\"Cache {Input(resource, configuration, "replicationGroupId")}\")]",
        "aws:s3/bucket:Bucket" => $"{Id(resource.Name)}[(\"Bucket {resource.Options.Concept}\")]",
        _ => $"{Id(resource.Name)}>\"Queue {Input(resource, configuration, "name")}\"]",
    };

    /// <summary>A name as a node: a hyphen would be taken for an arrow.</summary>
    private static string Id(string name) => name.Replace('-', '_');

    private static bool IsDeadLetters(Resource resource) => resource.Name.EndsWith("-dead-letters", StringComparison.Ordinal);

    /// <summary>The address block of a network that is created; the id of one that was there.</summary>
    private static string Network(List<Resource> active, StackConfiguration configuration) =>
        Text(active, configuration, "aws:ec2/vpc:Vpc", "cidrBlock") is { Length: > 0 } block ? block : $"{configuration.Values.GetValueOrDefault("vpcId")}";

    private static string Text(List<Resource> active, StackConfiguration configuration, string type, string property) =>
        active.Find(resource => resource.Type == type) is { } found ? Input(found, configuration, property) : "";

    private static string Input(Resource resource, StackConfiguration configuration, string property) =>
        StackResolution.Inputs(resource, configuration, (name, output) => $"{name}.{output}")[property]?.ToString() ?? "";
}

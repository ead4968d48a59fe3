using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Review;

/// <summary>Who may reach what, read from the security group rules and policies of a model; nothing of it is written by hand.</summary>
internal static class Reachability
{
    private const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    private const string EgressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

    /// <summary>Connections that security groups let in, between the things that are in those groups.</summary>
    public static IEnumerable<Connection> Connections(IReadOnlyList<Resource> active)
    {
        var members = Members(active);
        foreach (var rule in active.Where(resource => resource.Type == IngressRule))
        {
            var inputs = rule.Inputs.ToDictionary(input => input.Key, input => input.Value, StringComparer.Ordinal);
            var from = inputs.GetValueOrDefault("referencedSecurityGroupId") is Reference source ? members.GetValueOrDefault(source.Resource, [source.Resource]) : ["world"];
            var to = members.GetValueOrDefault(((Reference)inputs["securityGroupId"]).Resource, []);
            var port = inputs["fromPort"] is Literal literal ? $"{literal.Content}" : "";
            foreach (var connection in from.SelectMany(_ => to, (source, target) => new Connection(source, target, port)))
                yield return connection;
        }
    }

    /// <summary>Buckets and queues that a service's task role may use.</summary>
    public static IEnumerable<Connection> Uses(IReadOnlyList<Resource> active)
    {
        var roles = active.Where(resource => resource.Type == "aws:ecs/taskDefinition:TaskDefinition")
            .Select(task => (Task: task, Role: (task.Inputs.First(input => input.Key == "taskRoleArn").Value as Reference)?.Resource))
                .ToList();
        foreach (var policy in active.Where(resource => resource.Type == "aws:iam/rolePolicy:RolePolicy"))
        {
            var role = (policy.Inputs.First(input => input.Key == "role").Value as Reference)?.Resource;
            var service = roles.Where(entry => entry.Role == role)
                .SelectMany(entry => active.Where(resource => resource.Type == "aws:ecs/service:Service"
                && Values.ReferredBy(resource).Contains(entry.Task.Name))).FirstOrDefault();
            if (service is null)
                continue;
            foreach (var target in Values.ReferredBy(policy).SelectMany(name => active.Where(resource => resource.Name == name))
                .Where(target => target.Type is "aws:s3/bucket:Bucket" or "aws:sqs/queue:Queue"))
                yield return new(service.Name, target.Name, "");
        }
    }

    /// <summary>Where members of a security group may connect to outside of the network.</summary>
    public static IEnumerable<Connection> Outbound(IReadOnlyList<Resource> active)
    {
        var members = Members(active);
        foreach (var rule in active.Where(resource => resource.Type == EgressRule))
        {
            var inputs = rule.Inputs.ToDictionary(input => input.Key, input => input.Value, StringComparer.Ordinal);
            if (inputs.GetValueOrDefault("cidrIpv4") is not Literal { Content: string to })
                continue;
            var port = inputs.GetValueOrDefault("fromPort") is Literal literal ? $"{literal.Content}" : "any";
            foreach (var from in members.GetValueOrDefault(((Reference)inputs["securityGroupId"]).Resource, []))
                yield return new(from, to, port);
        }
    }

    /// <summary>What is in each security group.</summary>
    private static Dictionary<string, List<string>> Members(IReadOnlyList<Resource> active)
    {
        var groups = active.Where(resource => resource.Type == "aws:ec2/securityGroup:SecurityGroup").Select(resource => resource.Name)
            .ToHashSet(StringComparer.Ordinal);
        return active.Where(resource => resource.Type is not (IngressRule or EgressRule))
            .SelectMany(resource => Values.ReferredBy(resource).Where(groups.Contains).Select(group => (Group: group, resource.Name)))
            .GroupBy(entry => entry.Group, entry => entry.Name, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
    }
}

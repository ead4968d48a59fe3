using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Who may open a connection to whom: the world to the load balancer, the load balancer to tasks, nobody else to
/// anything.</summary>
internal static class SecurityBlueprint
{
    private const string Anywhere = "0.0.0.0/0";

    /// <summary>The load balancer's security group, which every stack has.</summary>
    public static ResourceHandle LoadBalancer { get; } = new("alb-security-group");

    public static Security Add(StackBuilder stack, RequirementsDocument document, CommonConfiguration common, Network network)
    {
        stack.In("security");
        var balancer = Group(stack, common, network, "alb", "Load balancer: HTTP and HTTPS from everywhere");
        Ingress(stack, "world-to-alb-https", balancer, 443, "HTTPS from everywhere", ("cidrIpv4", Anywhere));
        Ingress(stack, "world-to-alb-http", balancer, 80, "HTTP from everywhere, to be redirected", ("cidrIpv4", Anywhere));
        var services = new SortedDictionary<string, ResourceHandle>(StringComparer.Ordinal);
        foreach (var (name, service) in document.Services.OrderBy(service => service.Key, StringComparer.Ordinal))
            services.Add(name, Tasks(stack, common, network, balancer, name, service));
        return new(balancer, services);
    }

    /// <summary>A security group without rules.</summary>
    public static ResourceHandle Group(StackBuilder stack, CommonConfiguration common, Network network, string name, string description) =>
        stack.Add("aws:ec2/securityGroup:SecurityGroup", $"{name}-security-group", new()
        {
            { "name", common.Named(name) }, { "description", description }, { "vpcId", network.VpcId },
            { "tags", new Inputs { { "Name", common.Named(name) } } },
        });

    /// <summary>Lets a source in at one TCP port.</summary>
    public static void Ingress(StackBuilder stack, string name, ResourceHandle group, int port, string description,
        (string Property, Value Value) source, ResourceOptions? options = null) =>
        Rule(stack, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, group, port, description, source, options);

    private static ResourceHandle Tasks(
        StackBuilder stack, CommonConfiguration common, Network network, ResourceHandle balancer, string name, ServiceRequirements service)
    {
        var group = Group(stack, common, network, name, $"Tasks of {name}");
        if (service.Routes.Count > 0)
        {
            Ingress(stack, $"alb-to-{name}", group, service.Port, "From the load balancer only",
                ("referencedSecurityGroupId", balancer.Id));
            Rule(stack, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", $"alb-out-to-{name}", balancer, service.Port,
                $"To the tasks of {name}", ("referencedSecurityGroupId", group.Id));
        }
        stack.Add("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", $"{name}-out", new()
        {
            { "securityGroupId", group.Id }, { "description", "Images, logs, AWS and what the app calls" },
            { "ipProtocol", "-1" }, { "cidrIpv4", Anywhere },
        });
        return group;
    }

    private static void Rule(
        StackBuilder stack, string type, string name, ResourceHandle group, int port, string description,
        (string Property, Value Value) peer, ResourceOptions? options = null) =>
        stack.Add(type, name, new()
        {
            { "securityGroupId", group.Id }, { "description", description }, { "ipProtocol", "tcp" }, { "fromPort", port },
            { "toPort", port },
            { peer.Property, peer.Value },
        }, options);
}

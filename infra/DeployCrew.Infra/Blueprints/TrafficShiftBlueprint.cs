using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Blue/green, canary and linear rollouts: a second listener for the version that is not live yet, who reaches it, and the role
/// that ECS shifts traffic with.</summary>
internal static class TrafficShiftBlueprint
{
    private const string ManagedPolicy = "arn:aws:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers";

    /// <summary>Null where rollouts are rolling: those need nothing of this.</summary>
    public static TrafficShift? Add(
        StackBuilder stack, RequirementsDocument document, CommonConfiguration common, Network network, Security security,
        LoadBalancing balancing)
    {
        if (!document.Deploy.ShiftsTraffic())
            return null;
        stack.In("traffic-shift");
        var port = document.Deploy.TestPort;
        SecurityBlueprint.Ingress(stack, "network-to-alb-test", security.LoadBalancer, port, "The test listener, from the network itself",
            ("cidrIpv4", network.Cidr));
        TestAccess(stack, document, security, port);
        var listener = LoadBalancerBlueprint.Https(stack, "https-test",
            "Serves the version that a rollout brings up, before and while it gets production's traffic.",
            balancing.LoadBalancer, balancing.Certificate, port);
        var role = stack.Add("aws:iam/role:Role", "ecs-infrastructure-role",
            "ECS shifts traffic with it: changes the weights of listener rules, and registers tasks in both target groups.", new()
            {
                { "name", common.Named("ecs-infrastructure") }, { "description", "ECS itself: shifts traffic between target groups" },
                { "assumeRolePolicy", Policy.AssumedBy("ecs.amazonaws.com", network.Account) },
                { "permissionsBoundary", common.Boundary(network.Account) },
            });
        var permissions = stack.Add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "ecs-infrastructure-permissions", new()
        {
            { "role", role["name"] }, { "policyArn", ManagedPolicy },
        });
        return new(listener, role, permissions);
    }

    /// <summary>One rule per listed block; an environment that lists fewer has fewer.</summary>
    private static void TestAccess(StackBuilder stack, RequirementsDocument document, Security security, int port)
    {
        var most = document.Environments.Values.Max(environment => environment.TestAccess.Count);
        for (var number = 1; number <= most; number++)
        {
            var least = number;
            var blocks = stack.Configure("testAccess", ConfigurationKind.TextList, "Address blocks that reach the test listener.",
                scope => scope.Requirements.TestAccess);
            var condition = stack.Configure($"testAccess{number}", ConfigurationKind.Flag,
                $"Whether testAccess has {(number == 1 ? "a block" : $"{number} blocks or more")}.",
                scope => scope.Requirements.TestAccess.Count >= least);
            SecurityBlueprint.Ingress(stack, $"testers-{number}-to-alb-test", security.LoadBalancer, port, "The test listener, for testers",
                ("cidrIpv4", blocks with { Index = number - 1 }), new() { When = condition.Name });
        }
    }
}

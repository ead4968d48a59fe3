using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>VPC, a public and a private subnet per zone, and the way out of the private ones.</summary>
internal static class NetworkBlueprint
{
    private const string Anywhere = "0.0.0.0/0";

    public static Network Add(StackBuilder stack, RequirementsDocument document, CommonConfiguration common, SubnetPlan plan)
    {
        var created = Presence.Of(stack, document, "createNetwork", "Whether the network is created; if not, it is there already.",
            environment => environment.Existing?.VpcId is null);
        stack.In("network", created.Condition);
        var cidr = stack.Configure("vpcCidr", ConfigurationKind.Text, "Address block of the network.", scope => scope.Requirements.Cidr);
        var tasksArePublic = stack.Configure("natNone", ConfigurationKind.Flag,
            "No NAT gateway: tasks have public addresses and reach the internet directly; their security groups let only the load balancer in.",
            scope => Has(scope.Requirements, "none"), created.Condition?.Name);
        var own = created.Any ? Create(stack, document, common, plan, created, cidr, tasksArePublic) : new(new("vpc"), [], []);
        var id = created.Choose(() => own.Vpc.Id, () => stack.Configure("vpcId", ConfigurationKind.Text,
            "The network that is there already; empty where it is created.", scope => scope.Requirements.Existing?.VpcId ?? ""));
        stack.Output("vpcId", id);
        return new(created, own.Vpc, id,
            // Saves a look-up that would not be part of the model. A network that is there may be another account's, lent to this one.
            created is { Any: true, Condition: null } ? own.Vpc["ownerId"] : SecurityBlueprint.LoadBalancer["ownerId"],
            SubnetIds(stack, plan, created, "public", own.Public, existing => existing.PublicSubnetIds),
            SubnetIds(stack, plan, created, "private", own.Private, existing => existing.PrivateSubnetIds),
            tasksArePublic, cidr);
    }

    private static OwnNetwork Create(
        StackBuilder stack, RequirementsDocument document, CommonConfiguration common, SubnetPlan plan, Presence created,
        ConfigurationKey cidr, ConfigurationKey tasksArePublic)
    {
        var vpc = stack.Add("aws:ec2/vpc:Vpc", "vpc", new()
        {
            { "cidrBlock", cidr }, { "enableDnsHostnames", true }, { "enableDnsSupport", true }, { "tags", Name(common.Prefix) },
        });
        stack.Add("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "closed-default",
            "Without rules: what forgets to name a security group can talk to nobody.", new() { { "vpcId", vpc.Id } });
        var gateway = stack.Add("aws:ec2/internetGateway:InternetGateway", "internet",
            new() { { "vpcId", vpc.Id }, { "tags", Name(common.Prefix) } });
        var publicSubnets = Subnets(stack, common, plan, vpc, "public", plan.Public);
        var privateSubnets = Subnets(stack, common, plan, vpc, "private", plan.Private);
        PublicRoutes(stack, common, vpc, gateway, publicSubnets);
        var tables = privateSubnets.Select((subnet, zone) => PrivateRouteTable(stack, common, vpc, subnet, zone + 1)).ToList();
        stack.Add("aws:ec2/vpcEndpoint:VpcEndpoint", "s3-endpoint",
            "Image layers and buckets are reached past the NAT gateway; it costs nothing.", new()
            {
                { "vpcId", vpc.Id }, { "serviceName", Text($"com.amazonaws.{common.Region}.s3") }, { "vpcEndpointType", "Gateway" },
                { "routeTableIds", List(tables.Select(table => (Value)table.Id)) }, { "tags", Name(common.Named("s3")) },
            });
        var modes = document.Environments.Values.Where(environment => environment.Existing?.VpcId is null)
            .Select(environment => environment.Nat).ToHashSet(StringComparer.Ordinal);
        if (modes.Contains("none"))
            DirectRoutes(stack, gateway, tables, tasksArePublic);
        if (modes.Contains("one"))
            SharedNat(stack, common, publicSubnets, tables, created);
        if (modes.Contains("perZone"))
            NatPerZone(stack, common, publicSubnets, tables, created);
        return new(vpc, publicSubnets, privateSubnets);
    }

    /// <summary>Whether an environment has a network of its own, with that way out of it.</summary>
    public static bool Has(EnvironmentRequirements environment, string nat) => environment.Existing?.VpcId is null && environment.Nat == nat;

    private static IReadOnlyList<Value> SubnetIds(
        StackBuilder stack, SubnetPlan plan, Presence created, string tier, List<ResourceHandle> own,
        Func<ExistingRequirements, IReadOnlyList<string>> given) =>
        [.. plan.All.Select(zone => created.Choose(() => own[zone].Id, () => stack.Configure($"{tier}SubnetIds", ConfigurationKind.TextList,
            $"The {tier} subnets that are there already, one per zone; empty where they are created.",
            scope => scope.Requirements.Existing is { } existing ? given(existing) : []) with { Index = zone }))];

    private static List<ResourceHandle> Subnets(
        StackBuilder stack, CommonConfiguration common, SubnetPlan plan, ResourceHandle vpc, string tier,
        Func<EnvironmentScope, IReadOnlyList<string>> blocks)
    {
        var zones = stack.Configure("availabilityZones", ConfigurationKind.TextList, "Availability zones, one per pair of subnets.",
            plan.AvailabilityZones);
        var cidrs = stack.Configure($"{tier}Subnets", ConfigurationKind.TextList, $"Address blocks of the {tier} subnets, one per zone.",
            blocks);
        return [.. plan.All.Select(zone => stack.Add("aws:ec2/subnet:Subnet", $"{tier}-{zone + 1}", new()
        {
            { "vpcId", vpc.Id }, { "availabilityZone", zones with { Index = zone } }, { "cidrBlock", cidrs with { Index = zone } },
            { "tags", Name(common.Named($"{tier}-{zone + 1}")) },
        }))];
    }

    private static void PublicRoutes(
        StackBuilder stack, CommonConfiguration common, ResourceHandle vpc, ResourceHandle gateway, List<ResourceHandle> subnets)
    {
        var table = stack.Add("aws:ec2/routeTable:RouteTable", "public-routes",
            new() { { "vpcId", vpc.Id }, { "tags", Name(common.Named("public")) } });
        stack.Add("aws:ec2/route:Route", "public-to-internet", new()
        {
            { "routeTableId", table.Id }, { "destinationCidrBlock", Anywhere }, { "gatewayId", gateway.Id },
        });
        foreach (var subnet in subnets)
            Associate(stack, table, subnet);
    }

    private static ResourceHandle PrivateRouteTable(StackBuilder stack, CommonConfiguration common, ResourceHandle vpc,
        ResourceHandle subnet, int zone)
    {
        var table = stack.Add("aws:ec2/routeTable:RouteTable", $"private-{zone}-routes", new()
        {
            { "vpcId", vpc.Id }, { "tags", Name(common.Named($"private-{zone}")) },
        });
        Associate(stack, table, subnet);
        return table;
    }

    private static void Associate(StackBuilder stack, ResourceHandle table, ResourceHandle subnet) =>
        stack.Add("aws:ec2/routeTableAssociation:RouteTableAssociation", $"{subnet.Name}-association", new()
        {
            { "routeTableId", table.Id }, { "subnetId", subnet.Id },
        });

    private static void DirectRoutes(StackBuilder stack, ResourceHandle gateway, List<ResourceHandle> tables, ConfigurationKey condition)
    {
        foreach (var table in tables)
        {
            stack.Add("aws:ec2/route:Route", $"{table.Name}-to-internet", new()
            {
                { "routeTableId", table.Id }, { "destinationCidrBlock", Anywhere }, { "gatewayId", gateway.Id },
            }, new() { When = condition.Name });
        }
    }

    private static void SharedNat(
        StackBuilder stack, CommonConfiguration common, List<ResourceHandle> subnets, List<ResourceHandle> tables, Presence created)
    {
        var condition = stack.Configure("natOne", ConfigurationKind.Flag,
            "One NAT gateway for all zones: cheaper, and the way out is lost with its zone.", scope => Has(scope.Requirements, "one"),
            created.Condition?.Name);
        var nat = NatGateway(stack, common, "nat", subnets[0], condition);
        foreach (var table in tables)
            RouteToNat(stack, $"{table.Name}-to-nat", table, nat, condition);
    }

    private static void NatPerZone(
        StackBuilder stack, CommonConfiguration common, List<ResourceHandle> subnets, List<ResourceHandle> tables, Presence created)
    {
        var condition = stack.Configure("natPerZone", ConfigurationKind.Flag,
            "A NAT gateway in every zone: no zone depends on another.", scope => Has(scope.Requirements, "perZone"), created.Condition?.Name);
        for (var zone = 0; zone < tables.Count; zone++)
        {
            var nat = NatGateway(stack, common, $"nat-{zone + 1}", subnets[zone], condition);
            RouteToNat(stack, $"{tables[zone].Name}-to-{nat.Name}", tables[zone], nat, condition);
        }
    }

    private static ResourceHandle NatGateway(StackBuilder stack, CommonConfiguration common, string name, ResourceHandle subnet,
        ConfigurationKey condition)
    {
        var address = stack.Add("aws:ec2/eip:Eip", $"{name}-address", new()
        {
            { "domain", "vpc" }, { "tags", Name(common.Named(name)) },
        }, new() { When = condition.Name });
        return stack.Add("aws:ec2/natGateway:NatGateway", name, new()
        {
            { "allocationId", address.Id }, { "subnetId", subnet.Id }, { "tags", Name(common.Named(name)) },
        }, new() { When = condition.Name, DependsOn = ["public-to-internet"] });
    }

    private static void RouteToNat(StackBuilder stack, string name, ResourceHandle table, ResourceHandle nat, ConfigurationKey condition) =>
        stack.Add("aws:ec2/route:Route", name, new()
        {
            { "routeTableId", table.Id }, { "destinationCidrBlock", Anywhere }, { "natGatewayId", nat.Id },
        }, new() { When = condition.Name });

    private static Inputs Name(Value name) => new() { { "Name", name } };

    /// <summary>What of the network the stack creates.</summary>
    private sealed record OwnNetwork(ResourceHandle Vpc, List<ResourceHandle> Public, List<ResourceHandle> Private);
}

using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Load balancers.</summary>
internal sealed class ElbLoadBalancers(StateStore store, TimeProvider time)
{
    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["CreateLoadBalancer"] = Create,
        ["DescribeLoadBalancers"] = Describe,
        ["DeleteLoadBalancer"] = Delete,
        ["SetSecurityGroups"] = (request, _) => Change(request, balancer =>
        {
            balancer.SecurityGroups = [.. request.Texts("SecurityGroups")];
            return new JsonObject { ["SecurityGroupIds"] = balancer.SecurityGroups.ToJsonArray() };
        }),
        ["SetSubnets"] = (request, call) => Change(request, balancer =>
        {
            balancer.Subnets = SubnetsOf(request);
            balancer.IpAddressType = request.Text("IpAddressType") ?? balancer.IpAddressType;
            return new JsonObject { ["AvailabilityZones"] = Zones(balancer, call.Region), ["IpAddressType"] = balancer.IpAddressType };
        }),
        ["SetIpAddressType"] = (request, _) => Change(request, balancer =>
        {
            balancer.IpAddressType = request.Text("IpAddressType")!;
            return new JsonObject { ["IpAddressType"] = balancer.IpAddressType };
        }),
        // Nobody reserves capacity on one machine.
        ["DescribeCapacityReservation"] = (request, _) => store.Read(state =>
        {
            ElbNames.Balancer(state, request.Text("LoadBalancerArn")!);
            return new JsonObject { ["CapacityReservationState"] = new JsonArray() };
        }),
    };

    // The same name with the same settings is the same load balancer: the request may be a repetition.
    private JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var name = request.Text("Name")!;
        ElbNames.CheckName(name, "load balancer");
        if (request.Text("Type") is { } type && type != "application")
            throw new AwsFault("InvalidConfigurationRequest", $"The local cloud has load balancers of the type application; it does not have {type}.");
        var balancer = new LoadBalancerState
        {
            Arn = CloudIdentity.Arn("elasticloadbalancing", call.Region, $"loadbalancer/app/{name}/{ElbNames.NewId()}"),
            Name = name,
            CreatedAt = time.GetUtcNow(),
            Scheme = request.Text("Scheme") ?? "internet-facing",
            IpAddressType = request.Text("IpAddressType") ?? "ipv4",
            Subnets = SubnetsOf(request),
            SecurityGroups = [.. request.Texts("SecurityGroups")],
        };
        var known = state.LoadBalancers.Values.FirstOrDefault(one => one.Name == name);
        if (known is not null && !IsSame(known, balancer))
            throw new AwsFault("DuplicateLoadBalancerName", "A load balancer with the same name and different settings exists");
        if (known is null)
        {
            ElbNames.Tags.Add(state, balancer.Arn, request, "Tags");
            state.LoadBalancers[balancer.Arn] = balancer;
        }

        return new JsonObject { ["LoadBalancers"] = new JsonArray(Json(known ?? balancer, call.Region, known is null ? "provisioning" : "active")) };
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (arns, names) = (request.Texts("LoadBalancerArns"), request.Texts("Names"));
        var found = state.LoadBalancers.Values.Where(one => (arns.Count == 0 || arns.Contains(one.Arn)) && (names.Count == 0 || names.Contains(one.Name))).ToArray();
        if (found.Length < Math.Max(arns.Distinct().Count(), names.Distinct().Count()))
            throw new AwsFault("LoadBalancerNotFound", "One or more load balancers not found");
        return call.List("LoadBalancers", found, one => one.Arn, request, PageMembers.Balancing, 400, one => Json(one, call.Region, "active"));
    });

    // One that is not there is deleted already.
    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        if (!state.LoadBalancers.TryGetValue(request.Text("LoadBalancerArn")!, out var balancer))
            return new JsonObject();
        if (balancer.Attributes.GetValueOrDefault("deletion_protection.enabled") == "true")
            throw new AwsFault("OperationNotPermitted", $"Load balancer '{balancer.Arn}' cannot be deleted because deletion protection is enabled");
        state.LoadBalancers.Remove(balancer.Arn);
        state.Tags.Remove(balancer.Arn);
        foreach (var listener in balancer.Listeners)
            ElbListeners.Forget(state, listener);
        return new JsonObject();
    });

    private JsonObject Change(JsonObject request, Func<LoadBalancerState, JsonObject> change) =>
        store.Change(state => change(ElbNames.Balancer(state, request.Text("LoadBalancerArn")!)));

    private static List<string> SubnetsOf(JsonObject request)
    {
        string[] subnets = [.. request.Texts("Subnets"), .. request.Objects("SubnetMappings").Select(one => one.Text("SubnetId") ?? "")];
        return subnets.Distinct().Count() >= 2 ? [.. subnets.Distinct()]
            : throw new AwsFault("ValidationError", "At least two subnets in two different Availability Zones must be specified");
    }

    private static bool IsSame(LoadBalancerState known, LoadBalancerState wanted) => known.Scheme == wanted.Scheme && known.IpAddressType == wanted.IpAddressType
        && known.Subnets.ToHashSet().SetEquals(wanted.Subnets) && known.SecurityGroups.ToHashSet().SetEquals(wanted.SecurityGroups);

    private static JsonObject Json(LoadBalancerState one, string region, string status) => new()
    {
        ["LoadBalancerArn"] = one.Arn,
        ["DNSName"] = "localhost",
        ["CanonicalHostedZoneId"] = "ZLOCALCLOUD",
        ["CreatedTime"] = one.CreatedAt.Epoch(),
        ["LoadBalancerName"] = one.Name,
        ["Scheme"] = one.Scheme,
        ["VpcId"] = one.VpcId,
        ["State"] = new JsonObject { ["Code"] = status },
        ["Type"] = "application",
        ["AvailabilityZones"] = Zones(one, region),
        ["SecurityGroups"] = one.SecurityGroups.ToJsonArray(),
        ["IpAddressType"] = one.IpAddressType,
    };

    // A zone a subnet: which it really is, only the network's own service knows.
    private static JsonArray Zones(LoadBalancerState balancer, string region) => balancer.Subnets.Select((subnet, index) => (JsonNode?)new JsonObject
    {
        ["ZoneName"] = $"{region}{(char)('a' + (index % 6))}",
        ["SubnetId"] = subnet,
        ["LoadBalancerAddresses"] = new JsonArray(),
    }).ToJsonArray();
}

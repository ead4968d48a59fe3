using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Target groups and their health checks.</summary>
internal sealed partial class ElbTargetGroups(StateStore store)
{
    private const string TrafficPort = "traffic-port";

    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["CreateTargetGroup"] = Create,
        ["DescribeTargetGroups"] = Describe,
        ["ModifyTargetGroup"] = Modify,
        ["DeleteTargetGroup"] = Delete,
    };

    private JsonObject Create(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var name = request.Text("Name")!;
        ElbNames.CheckName(name, "target group");
        Refuse(request, 30, 5);
        var group = new TargetGroupState
        {
            Arn = CloudIdentity.Arn("elasticloadbalancing", call.Region, $"targetgroup/{name}/{ElbNames.NewId()}"),
            Name = name,
            Port = request.Number("Port") ?? throw new AwsFault("ValidationError", "A port must be specified"),
            VpcId = request.Text("VpcId") ?? throw new AwsFault("ValidationError", "A VPC ID must be specified"),
            TargetType = request.Text("TargetType") ?? "instance",
            ProtocolVersion = request.Text("ProtocolVersion") ?? "HTTP1",
        };
        Take(group, request);
        var known = state.TargetGroups.Values.FirstOrDefault(one => one.Name == name);
        if (known is not null && !IsSame(known, group))
            throw new AwsFault("DuplicateTargetGroupName", $"A target group with the same name '{name}' exists, but with different settings");
        if (known is null)
        {
            ElbNames.Tags.Add(state, group.Arn, request, "Tags");
            state.TargetGroups[group.Arn] = group;
        }

        return new JsonObject { ["TargetGroups"] = new JsonArray(Json(state, known ?? group)) };
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (arns, names, balancer) = (request.Texts("TargetGroupArns"), request.Texts("Names"), request.Text("LoadBalancerArn"));
        if (balancer is not null)
            ElbNames.Balancer(state, balancer);
        var found = state.TargetGroups.Values.Where(one => (arns.Count == 0 || arns.Contains(one.Arn)) && (names.Count == 0 || names.Contains(one.Name))
            && (balancer is null || ElbNames.BalancersOf(state, one).Contains(balancer))).ToArray();
        if (found.Length < Math.Max(arns.Distinct().Count(), names.Distinct().Count()))
            throw new AwsFault("TargetGroupNotFound", "One or more target groups not found");
        return call.List("TargetGroups", found, one => one.Arn, request, PageMembers.Balancing, 400, one => Json(state, one));
    });

    private JsonObject Modify(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var group = ElbNames.Group(state, request.Text("TargetGroupArn")!);
        Refuse(request, group.IntervalSeconds, group.TimeoutSeconds);
        Take(group, request);
        return new JsonObject { ["TargetGroups"] = new JsonArray(Json(state, group)) };
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var arn = request.Text("TargetGroupArn")!;
        if (state.TargetGroups.TryGetValue(arn, out var group) && ElbNames.BalancersOf(state, group).Length > 0)
            throw new AwsFault("ResourceInUse", $"Target group '{arn}' is currently in use by a listener or a rule");
        state.TargetGroups.Remove(arn);
        state.Tags.Remove(arn);
        return new JsonObject();
    });

    // Before anything is changed: what this load balancer does not do, and what ELB would not take.
    private static void Refuse(JsonObject request, int intervalBefore, int timeoutBefore)
    {
        static AwsFault Fault(string message) => new("InvalidConfigurationRequest", message);
        if (request.Text("TargetType") is "lambda" or "alb")
            throw Fault($"The local cloud has target groups of the types ip and instance; it does not have {request.Text("TargetType")}.");
        foreach (var member in new[] { "Protocol", "HealthCheckProtocol" })
        {
            if (request.Text(member) is { } protocol && protocol != "HTTP")
                throw Fault($"The local cloud speaks HTTP with targets; {member} cannot be {protocol}.");
        }

        if (request.FlagOrNull("HealthCheckEnabled") == false)
            throw Fault("Health checks must be enabled for target groups with target type 'ip' and 'instance'.");
        if (request.Text("HealthCheckPort") is { } port && port != TrafficPort && !IsPort(port))
            throw new AwsFault("ValidationError", $"Health check port '{port}' must be a number from 1 to 65535 or '{TrafficPort}'");
        if (request.Object("Matcher")?.Text("HttpCode") is { } matcher && !Codes().IsMatch(matcher))
            throw new AwsFault("ValidationError", $"Health check matcher HTTP code '{matcher}' must be within '200-499' inclusive");
        if ((request.Number("HealthCheckTimeoutSeconds") ?? timeoutBefore) >= (request.Number("HealthCheckIntervalSeconds") ?? intervalBefore))
            throw new AwsFault("ValidationError", "Health check interval must be greater than the timeout.");
    }

    private static bool IsPort(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535;

    private static void Take(TargetGroupState group, JsonObject request)
    {
        group.HealthPath = request.Text("HealthCheckPath") ?? group.HealthPath;
        group.HealthPort = request.Text("HealthCheckPort") is not { } port ? group.HealthPort : port == TrafficPort ? null : int.Parse(port, CultureInfo.InvariantCulture);
        group.IntervalSeconds = request.Number("HealthCheckIntervalSeconds") ?? group.IntervalSeconds;
        group.TimeoutSeconds = request.Number("HealthCheckTimeoutSeconds") ?? group.TimeoutSeconds;
        group.HealthyThreshold = request.Number("HealthyThresholdCount") ?? group.HealthyThreshold;
        group.UnhealthyThreshold = request.Number("UnhealthyThresholdCount") ?? group.UnhealthyThreshold;
        group.Matcher = request.Object("Matcher")?.Text("HttpCode") ?? group.Matcher;
    }

    private static bool IsSame(TargetGroupState known, TargetGroupState wanted) =>
        (known.Port, known.VpcId, known.TargetType, known.ProtocolVersion, known.HealthPath, known.HealthPort)
            == (wanted.Port, wanted.VpcId, wanted.TargetType, wanted.ProtocolVersion, wanted.HealthPath, wanted.HealthPort)
        && (known.IntervalSeconds, known.TimeoutSeconds, known.HealthyThreshold, known.UnhealthyThreshold, known.Matcher)
            == (wanted.IntervalSeconds, wanted.TimeoutSeconds, wanted.HealthyThreshold, wanted.UnhealthyThreshold, wanted.Matcher);

    private static JsonObject Json(CloudState state, TargetGroupState one) => new()
    {
        ["TargetGroupArn"] = one.Arn,
        ["TargetGroupName"] = one.Name,
        ["Protocol"] = "HTTP",
        ["Port"] = one.Port,
        ["VpcId"] = one.VpcId,
        ["HealthCheckProtocol"] = "HTTP",
        ["HealthCheckPort"] = one.HealthPort?.ToString(CultureInfo.InvariantCulture) ?? TrafficPort,
        ["HealthCheckEnabled"] = true,
        ["HealthCheckIntervalSeconds"] = one.IntervalSeconds,
        ["HealthCheckTimeoutSeconds"] = one.TimeoutSeconds,
        ["HealthyThresholdCount"] = one.HealthyThreshold,
        ["UnhealthyThresholdCount"] = one.UnhealthyThreshold,
        ["HealthCheckPath"] = one.HealthPath,
        ["Matcher"] = new JsonObject { ["HttpCode"] = one.Matcher },
        ["LoadBalancerArns"] = ElbNames.BalancersOf(state, one).ToJsonArray(),
        ["TargetType"] = one.TargetType,
        ["ProtocolVersion"] = one.ProtocolVersion,
        ["IpAddressType"] = "ipv4",
    };

    // "200", "200,202", "200-399"
    [GeneratedRegex(@"\A[2-4]\d\d(-[2-4]\d\d)?(,[2-4]\d\d(-[2-4]\d\d)?)*\z")]
    private static partial Regex Codes();
}

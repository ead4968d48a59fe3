using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Targets: those of tasks, and addresses of this machine that are registered through the API.</summary>
internal sealed class ElbTargets(StateStore store, TimeProvider time)
{
    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["RegisterTargets"] = Register,
        ["DeregisterTargets"] = Deregister,
        ["DescribeTargetHealth"] = Describe,
    };

    private JsonObject Register(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var group = ElbNames.Group(state, request.Text("TargetGroupArn")!);
        var targets = request.Objects("Targets").Select(target => (Address: target.Text("Id")!, Port: target.Number("Port") ?? group.Port)).ToArray();
        if (targets.FirstOrDefault(target => !IsLoopback(target.Address)) is { Address: { } elsewhere })
            throw new AwsFault("InvalidTarget", $"The IP address '{elsewhere}' is not a valid target: the local cloud reaches IPv4 addresses of the loopback interface.");
        foreach (var (address, port) in targets)
            TargetRegistration.Register(group, address, port, time.GetUtcNow());
        return new JsonObject();
    });

    // Without a port, all ports of the address.
    private JsonObject Deregister(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var group = ElbNames.Group(state, request.Text("TargetGroupArn")!);
        foreach (var target in request.Objects("Targets").SelectMany(wanted => group.Targets.Where(target => IsMeant(target, wanted))).Where(target => target.Health != "draining").ToArray())
            TargetRegistration.Drain(target, time.GetUtcNow());
        return new JsonObject();
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var group = ElbNames.Group(state, request.Text("TargetGroupArn")!);
        var wanted = request.Objects("Targets").ToArray();
        var unused = ElbNames.BalancersOf(state, group).Length == 0;
        var found = group.Targets.Where(target => wanted.Length == 0 || wanted.Any(one => IsMeant(target, one))).Select(target => Json(group, target, unused));
        var unknown = wanted.Where(one => !group.Targets.Exists(target => IsMeant(target, one))).Select(one => Health(
            one.Text("Id")!, one.Number("Port") ?? group.Port, group, "unused", "Target.NotRegistered", "Target is not registered to the target group"));
        return new JsonObject { ["TargetHealthDescriptions"] = found.Concat(unknown).ToJsonArray() };
    });

    private static bool IsMeant(TargetState target, JsonObject wanted) =>
        target.Address == wanted.Text("Id") && (wanted.Number("Port") is not { } port || port == target.Port);

    private static bool IsLoopback(string address) =>
        IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && IPAddress.IsLoopback(parsed);

    private static JsonNode Json(TargetGroupState group, TargetState target, bool unused) => unused && target.Health != "draining"
        ? Health(target.Address, target.Port, group, "unused", "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer")
        : Health(target.Address, target.Port, group, target.Health, target.Reason, target.Description);

    private static JsonNode Health(string address, int port, TargetGroupState group, string state, string? reason, string? description) => new JsonObject
    {
        ["Target"] = new JsonObject { ["Id"] = address, ["Port"] = port },
        ["HealthCheckPort"] = (group.HealthPort ?? port).ToString(CultureInfo.InvariantCulture),
        ["TargetHealth"] = new JsonObject { ["State"] = state, ["Reason"] = reason, ["Description"] = description },
    };
}

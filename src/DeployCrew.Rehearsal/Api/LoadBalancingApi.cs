using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Elastic Load Balancing v2 (API 2015-12-01), for application load balancers. What it creates really serves, on the loopback interface.</summary>
internal sealed class LoadBalancingApi(StateStore store, LoadBalancerHosts hosts, TimeProvider time)
{
    private static readonly ResourceTags Tags = ElbNames.Tags;

    public AwsService Service => new(
        "elbv2", new ServiceFaults("ValidationError", "ValidationError", "InternalFailure"),
        new Dictionary<string, AwsOperation>([
            .. new ElbLoadBalancers(store, time).Operations, .. new ElbTargetGroups(store).Operations, .. new ElbTargets(store, time).Operations,
            .. new ElbListeners(store).Operations, .. new ElbRules(store).Operations, .. new ElbAttributes(store).Operations,
            KeyValuePair.Create<string, AwsOperation>("AddTags", (request, _) => OnTags(request, (state, arn) => Tags.Add(state, arn, request, "Tags"))),
            KeyValuePair.Create<string, AwsOperation>("RemoveTags", (request, _) => OnTags(request, (state, arn) => ResourceTags.Remove(state, arn, request.Texts("TagKeys")))),
            KeyValuePair.Create<string, AwsOperation>("DescribeTags", (request, _) => store.Read(state => new JsonObject
            {
                ["TagDescriptions"] = request.Texts("ResourceArns").Select(arn => (JsonNode?)new JsonObject
                {
                    ["ResourceArn"] = ElbNames.Existing(state, arn),
                    ["Tags"] = Tags.Json(state, arn),
                }).ToJsonArray(),
            })),
        ]))
    {
        RecordedOnly = ["SetSecurityGroups", "SetSubnets", "SetIpAddressType", "ModifyListenerAttributes", "DescribeCapacityReservation"],
        Settle = hosts.ReconcileAsync,
    };

    private JsonObject OnTags(JsonObject request, Action<CloudState, string> change) => store.Change(state =>
    {
        foreach (var arn in request.Texts("ResourceArns").Select(arn => ElbNames.Existing(state, arn)).ToArray())
            change(state, arn);
        return new JsonObject();
    });
}

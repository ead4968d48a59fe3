using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS (API 2014-11-13): requests change the state, the scheduler makes it true.</summary>
internal sealed class EcsApi(StateStore store, ServiceChanges changes, TimeProvider time)
{
    public EcsClusters Clusters { get; } = new(store, time);

    public EcsTaskDefinitions TaskDefinitions { get; } = new(store, time);

    public EcsServices Services { get; } = new(store, changes, time);

    public AwsService Service => new(
        "ecs",
        new ServiceFaults("InvalidParameterException", "InvalidParameterException", "ServerException")
        {
            // Task definitions are refused in other words than everything else.
            ValidationOf = operation => operation is "RegisterTaskDefinition" or "DescribeTaskDefinition" or "DeregisterTaskDefinition" or "DeleteTaskDefinitions"
                ? "ClientException" : "InvalidParameterException",
        },
        new Dictionary<string, AwsOperation>([
            .. Clusters.Operations, .. TaskDefinitions.Operations, .. Services.Operations,
            .. new EcsDeployments(store, time).Operations, .. new EcsTasks(store).Operations,
            KeyValuePair.Create<string, AwsOperation>("TagResource", (request, _) => OnTags(request, (state, arn) => ResourceTags.Lower.Add(state, arn, request))),
            KeyValuePair.Create<string, AwsOperation>("UntagResource", (request, _) => OnTags(request, (state, arn) => ResourceTags.Remove(state, arn, request.Texts("tagKeys")))),
            KeyValuePair.Create<string, AwsOperation>("ListTagsForResource", (request, _) => store.Read(state =>
                new JsonObject { ["tags"] = ResourceTags.Lower.Json(state, Tagged(state, request, "InvalidParameterException")) })),
        ]))
    {
        RecordedOnly = ["PutClusterCapacityProviders", "UpdateCluster", "UpdateClusterSettings"],
    };

    private JsonObject OnTags(JsonObject request, Action<CloudState, string> change) => store.Change(state =>
    {
        change(state, Tagged(state, request));
        return new JsonObject();
    });

    // Who tags is told by another name than who reads.
    private static string Tagged(CloudState state, JsonObject request, string missing = "ResourceNotFoundException")
    {
        var arn = request.Text("resourceArn")!;
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
            throw new AwsFault("InvalidParameterException", "Invalid ARN.");
        return TaggedResources.IsOfEcs(state, arn) ? arn : throw new AwsFault(missing, "The specified resource could not be found.");
    }
}

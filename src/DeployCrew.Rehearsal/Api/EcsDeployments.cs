using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS service deployments and revisions.</summary>
internal sealed class EcsDeployments(StateStore store, TimeProvider time)
{
    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["ListServiceDeployments"] = List,
        ["DescribeServiceDeployments"] = Describe,
        ["DescribeServiceRevisions"] = DescribeRevisions,
        ["StopServiceDeployment"] = Stop,
        ["ContinueServiceDeployment"] = Continue,
    };

    private JsonObject List(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var service = EcsNames.Service(state, request);
        var statuses = request.Texts("status");
        var (after, before) = (request.Object("createdAt")?["after"]?.GetValue<double>() ?? 0, request.Object("createdAt")?["before"]?.GetValue<double>() ?? double.MaxValue);
        var found = service.Deployments.Where(one => (statuses.Count == 0 || statuses.Contains(one.Status)) && one.CreatedAt.Epoch() >= after && one.CreatedAt.Epoch() <= before);
        return call.List("serviceDeployments", [.. found], one => OrderKeys.Of(one.CreatedAt, one.Arn), request, PageMembers.Lower, 20, one => EcsDeploymentJson.DeploymentBrief(service, one));
    });

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var found = request.Texts("serviceDeploymentArns").ToLookup(arn => DeploymentRequests.Find(state, arn));
        return new JsonObject
        {
            ["serviceDeployments"] = found.Where(group => group.Key is not null)
                .Select(group => (JsonNode?)EcsDeploymentJson.Deployment(state, group.Key!.Value.Service, group.Key!.Value.Deployment)).ToJsonArray(),
            ["failures"] = found[null].Select(EcsNames.Missing).ToJsonArray(),
        };
    });

    private JsonObject DescribeRevisions(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var arns = request.Texts("serviceRevisionArns");
        var found = state.Services.Values.SelectMany(service => service.Revisions, (service, revision) => (service, revision))
            .Where(pair => arns.Contains(pair.revision.Arn)).ToArray();
        return new JsonObject
        {
            ["serviceRevisions"] = found.Select(pair => (JsonNode?)EcsDeploymentJson.Revision(state, pair.service, pair.revision)).ToJsonArray(),
            ["failures"] = arns.Where(arn => found.All(pair => pair.revision.Arn != arn)).Select(EcsNames.Missing).ToJsonArray(),
        };
    });

    private JsonObject Stop(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var arn = request.Text("serviceDeploymentArn")!;
        DeploymentRequests.Stop(state, arn, rollBack: request.Text("stopType") != "ABORT", time.GetUtcNow());
        return new JsonObject { ["serviceDeploymentArn"] = arn };
    });

    private JsonObject Continue(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var arn = request.Text("serviceDeploymentArn")!;
        DeploymentRequests.Continue(state, arn, request.Text("hookId")!, rollBack: request.Text("action") == "ROLLBACK", time.GetUtcNow());
        return new JsonObject { ["serviceDeploymentArn"] = arn };
    });
}

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
        var found = request.Texts("serviceDeploymentArns").ToLookup(arn => Find(state, arn));
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
        var (service, deployment) = Find(state, arn)
            ?? throw new AwsFault("ServiceDeploymentNotFoundException", "The service deployment could not be found.");
        if (!deployment.IsOpen)
            throw new AwsFault("ConflictException", $"The service deployment is in {deployment.Status} and cannot be stopped.");
        if (deployment.RollbackReason is null) // asked again: what is being rolled back goes on as it does
            RollingDeployment.RollBack(service, deployment, time.GetUtcNow(), "Service deployment was stopped by a request.", allowed: request.Text("stopType") != "ABORT");
        return new JsonObject { ["serviceDeploymentArn"] = arn };
    });

    private static (ServiceState Service, DeploymentState Deployment)? Find(CloudState state, string arn) => state.Services.Values
        .SelectMany(service => service.Deployments, (service, deployment) => ((ServiceState, DeploymentState)?)(service, deployment))
        .FirstOrDefault(pair => pair!.Value.Item2.Arn == arn);
}

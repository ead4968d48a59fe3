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
        // While blue's tasks go there is nothing left to roll back to; ABORT has nothing to leave as it is.
        if (deployment is { RollbackReason: null, Shift.Stage: LifecycleStage.CleanUp })
            throw new AwsFault("ConflictException", "The service deployment is in the lifecycle stage CLEAN_UP and cannot be stopped.");
        if (!deployment.IsOpen)
            throw new AwsFault("ConflictException", $"The service deployment is in {deployment.Status} and cannot be stopped.");
        if (deployment.RollbackReason is null) // asked again: what is being rolled back goes on as it does
            Request(service, deployment, "Service deployment was stopped by a request.", allowed: request.Text("stopType") != "ABORT");
        return new JsonObject { ["serviceDeploymentArn"] = arn };
    });

    private JsonObject Continue(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var (arn, id) = (request.Text("serviceDeploymentArn")!, request.Text("hookId")!);
        var (service, deployment) = Find(state, arn)
            ?? throw new AwsFault("ServiceDeploymentNotFoundException", "The service deployment could not be found.");
        var hook = deployment.Shift?.Hooks.Find(one => one.Id == id) ?? throw new AwsFault("InvalidParameterException", $"The hook {id} is not one of the service deployment.");
        if (deployment.Status != "IN_PROGRESS" || hook.Status != PauseHooks.Awaiting)
            throw new AwsFault("InvalidParameterException", $"The hook {id} is in {hook.Status} and the service deployment in {deployment.Status}; it cannot be continued.");
        if (request.Text("action") == "ROLLBACK")
            Request(service, deployment, $"The lifecycle hook {id} at {hook.Stage} was answered with ROLLBACK.", allowed: true);
        else
            hook.Status = "SUCCEEDED";
        return new JsonObject { ["serviceDeploymentArn"] = arn };
    });

    // The scheduler's next step takes it up.
    private void Request(ServiceState service, DeploymentState deployment, string reason, bool allowed)
    {
        DeploymentRollback.Begin(service, deployment, time.GetUtcNow(), reason, allowed);
        if (deployment.IsOpen)
            deployment.Status = "ROLLBACK_REQUESTED";
    }

    private static (ServiceState Service, DeploymentState Deployment)? Find(CloudState state, string arn) => state.Services.Values
        .SelectMany(service => service.Deployments, (service, deployment) => ((ServiceState, DeploymentState)?)(service, deployment))
        .FirstOrDefault(pair => pair!.Value.Item2.Arn == arn);
}
